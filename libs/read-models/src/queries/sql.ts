/** What a query needs of a connection: one statement in, rows out. Parameters never become part of the text. */
export interface Sql {
  query<Row>(text: string, parameters: readonly unknown[]): Promise<Row[]>;
}
