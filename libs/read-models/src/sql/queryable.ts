/** Anything that runs SQL: a client or pool of `pg`, a data source, an entity manager or a query runner of TypeORM. */
export interface Queryable {
  query(text: string, values?: unknown[]): Promise<unknown>;
}

/** The rows that a statement answers, whoever runs it. */
export async function queryRows<Row extends object>(
  db: Queryable,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const answer = await db.query(text, [...values]);
  return (Array.isArray(answer) ? answer : (answer as { rows: Row[] }).rows) as Row[];
}
