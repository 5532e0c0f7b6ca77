import { once } from 'node:events';
import type { ClientBase } from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { BinaryRows, type ColumnType, type Row } from './binary-rows.js';

/** Bytes that are gathered before they are sent, about. */
const PIECE = 64 * 1024;
/** Bytes that wait to be sent before `add` waits too. */
const WAITING = 512 * 1024;

/**
 * Rows on their way into a table by one COPY: PostgreSQL takes the first while the next are made. Until it has ended the
 * connection is for nothing else.
 */
export class CopyInto {
  private readonly rows: BinaryRows;
  private readonly stream: CopyStreamQuery;
  private refusal: Error | undefined;
  /** After a refusal: until the connection takes the next query, or is gone. */
  private recovered: Promise<unknown> = Promise.resolve();

  /** @param columns their types by name */
  constructor(db: ClientBase, table: string, columns: Readonly<Record<string, ColumnType>>) {
    this.rows = new BinaryRows(columns);
    const sql = `COPY ${table} (${Object.keys(columns).join(', ')}) FROM STDIN (FORMAT binary)`;
    this.stream = db.query(copyFrom(sql, { highWaterMark: WAITING }));
    this.stream.on('error', (error) => {
      this.refusal ??= error;
      // What was abandoned is told later than the connection is free again.
      if (this.stream.destroyed) return;
      this.recovered = new Promise((resolve) => db.once('drain', resolve).once('end', () => resolve(undefined)));
    });
  }

  /**
   * Waits where PostgreSQL is behind.
   * @throws UnstorableValueError, or what PostgreSQL said to these rows or to earlier ones
   */
  async add(rows: Iterable<Row>): Promise<void> {
    for (const row of rows) {
      this.rows.add(row);
      if (this.rows.size >= PIECE) await this.send(this.rows.take());
    }
  }

  /** Sends what is gathered and waits until the table holds it. @throws as `add` */
  async end(): Promise<void> {
    if (this.refusal !== undefined) throw this.refusal;
    const ended = once(this.stream, 'finish');
    this.stream.end(this.rows.end());
    await ended;
  }

  /** Leaves it: the table holds nothing of it. Does not throw. */
  async abandon(): Promise<void> {
    // What PostgreSQL refused has ended by that, and the stream has no connection to end anything on.
    if (this.refusal === undefined && !this.stream.closed) {
      const closed = new Promise((resolve) => this.stream.once('close', resolve));
      this.stream.destroy();
      await closed;
    }
    await this.recovered;
  }

  private async send(piece: Buffer): Promise<void> {
    if (this.refusal !== undefined) throw this.refusal;
    if (!this.stream.write(piece)) await once(this.stream, 'drain');
  }
}

/** Writes rows into a table by COPY, all or none. @param columns their types by name @throws as `CopyInto.add` */
export async function copyRows(
  db: ClientBase,
  table: string,
  columns: Readonly<Record<string, ColumnType>>,
  rows: Iterable<Row>,
): Promise<void> {
  const copy = new CopyInto(db, table, columns);
  try {
    await copy.add(rows);
    await copy.end();
  } catch (error) {
    await copy.abandon();
    throw error;
  }
}
