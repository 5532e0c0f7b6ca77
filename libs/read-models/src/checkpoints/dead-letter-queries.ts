import { Keyset, pageOf, type Page, type PageAsked, type Sql, Where } from '../queries/index.js';

/** What a projection could not take, and why. Nothing of the event's data is in it. */
export interface DeadLetterView {
  readonly id: string;
  readonly kind: 'event' | 'case';
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly type: string;
  readonly reason: string;
  /** Revision of the last event of the stream that has come and waits. */
  readonly waitingTo: number;
  readonly recordedAt: number;
}

type DeadLetterRow = Omit<DeadLetterView, 'position' | 'waitingTo' | 'recordedAt'> & {
  position: string;
  waiting_to: number;
  recorded_at: Date;
};

export const deadLetterOrder = new Keyset([
  { expression: 'position', type: 'bigint' },
  { expression: 'id', type: 'text' },
]);

const COLUMNS = 'id, kind, stream, revision, position, type, reason, waiting_to, recorded_at';

/** One dead letter; null where there is none of that id. */
export async function findDeadLetter(sql: Sql, id: string): Promise<DeadLetterView | null> {
  const [row] = await sql.query<DeadLetterRow>(`SELECT ${COLUMNS} FROM dead_letters WHERE id = $1`, [id]);
  return row === undefined ? null : viewDeadLetter(row);
}

/** Dead letters in the order of the log. For operators: not limited to customers. */
export async function listDeadLetters(sql: Sql, asked: PageAsked): Promise<Page<DeadLetterView>> {
  const where = new Where();
  deadLetterOrder.after(where, asked.after);
  const limit = where.parameter(asked.limit + 1);
  const rows = await sql.query<DeadLetterRow>(
    `SELECT ${COLUMNS} FROM dead_letters
      WHERE ${where.text} ${deadLetterOrder.orderBy} LIMIT ${limit}`,
    where.parameters,
  );
  return pageOf(rows.map(viewDeadLetter), asked.limit, ({ position, id }) => [position, id]);
}

function viewDeadLetter({ position, waiting_to, recorded_at, ...row }: DeadLetterRow): DeadLetterView {
  return { ...row, position: Number(position), waitingTo: waiting_to, recordedAt: recorded_at.getTime() };
}
