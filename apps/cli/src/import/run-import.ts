import { type ApiClient } from '../api-client/api-client.js';
import { type Mapping } from './mapping/mapping.js';
import { columnsOf, type Row, RowError, type RowReader, rowReader } from './mapping/row-to-commands.js';
import { type Progress } from './progress.js';
import { type Input, openInput } from './rows/open-input.js';
import { readRows } from './rows/read-rows.js';
import { isBad } from './rows/row-or-bad.js';
import { type Reject } from './sending/outgoing.js';
import { Sender } from './sending/sender.js';

export interface ImportRequest {
  readonly mapping: Mapping;
  readonly files: readonly string[];
  /** At most so many rows of all files together. */
  readonly limit: number;
  readonly giveUpAfterMs: number;
  readonly clock: () => number;
  readonly onRejected: (reject: Reject) => void;
  readonly progress: Progress;
}

/** What an import did. */
export interface ImportSummary {
  readonly rows: number;
  /** Rows that led to no command, by the mapping's conditions. */
  readonly skipped: number;
  readonly commands: number;
  readonly accepted: number;
  /** Rows and commands that were not taken. */
  readonly rejected: number;
  readonly seconds: number;
  readonly commandsPerSecond: number;
  /** The last position that the log answered with; null where nothing was accepted. */
  readonly position: string | null;
}

/**
 * Sends the rows of files as commands to the API.
 * @throws InputError, GaveUpError, RefusedError
 */
export async function runImport(api: ApiClient, request: ImportRequest): Promise<ImportSummary> {
  return new Import(api, request).run();
}

class Import {
  private readonly counts = { rows: 0, skipped: 0, commands: 0, accepted: 0, rejected: 0 };
  private position = -1n;
  private readonly sender: Sender;
  private readonly read: RowReader;

  constructor(
    api: ApiClient,
    private readonly request: ImportRequest,
  ) {
    this.read = rowReader(request.mapping);
    this.sender = new Sender(
      api,
      {
        onAccepted: (position) => {
          this.counts.accepted += 1;
          if (BigInt(position) > this.position) this.position = BigInt(position);
        },
        onRejected: (reject) => this.reject(reject),
        onWaiting: (why) => this.waiting(why),
      },
      { giveUpAfterMs: request.giveUpAfterMs, clock: request.clock },
    );
  }

  async run(): Promise<ImportSummary> {
    const { request, counts } = this;
    const began = request.clock();
    const inputs = await Promise.all(request.files.map(openInput));
    const timer = setInterval(() => this.show(inputs), 200);
    try {
      await this.sendAll(inputs);
    } finally {
      clearInterval(timer);
      this.show(inputs);
      request.progress.stop();
    }
    const seconds = (request.clock() - began) / 1000;
    const position = this.position < 0n ? null : String(this.position);
    return {
      ...counts,
      seconds: rounded(seconds),
      commandsPerSecond: Math.round(counts.commands / Math.max(seconds, 0.001)),
      position,
    };
  }

  private async sendAll(inputs: readonly Input[]): Promise<void> {
    try {
      for (const input of inputs) await this.readFile(input);
    } finally {
      // What was read before a file broke off is sent all the same.
      await this.sender.finish();
    }
  }

  private async readFile(input: Input): Promise<void> {
    const { mapping, limit } = this.request;
    for await (const item of readRows(input, columnsOf(mapping), mapping.delimiter)) {
      if (this.counts.rows >= limit) return;
      this.counts.rows += 1;
      if (isBad(item)) this.reject({ file: input.path, line: item.line, reason: item.reason });
      else await this.sendRow(input.path, item);
    }
  }

  private async sendRow(file: string, row: Row): Promise<void> {
    const commands = this.commandsOf(file, row);
    if (commands.length === 0) this.counts.skipped += 1;
    for (const command of commands) {
      this.counts.commands += 1;
      await this.sender.send({ file, line: row.line, command });
    }
  }

  private commandsOf(file: string, row: Row) {
    try {
      return this.read(row);
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      this.reject({ file, line: row.line, command: error.command, reason: error.message });
      return [];
    }
  }

  private reject(reject: Reject): void {
    this.counts.rejected += 1;
    this.request.onRejected(reject);
  }

  private lastWait = -Infinity;

  private waiting(why: string): void {
    const now = this.request.clock();
    if (now - this.lastWait > 5_000) this.request.progress.note(`waiting for the server: ${why}`);
    this.lastWait = now;
  }

  private show(inputs: readonly Input[]): void {
    const { counts, request } = this;
    const size = inputs.reduce((sum, input) => sum + input.size, 0);
    const read = inputs.reduce((sum, input) => sum + input.read(), 0);
    // What has been read is ahead of what has been answered: of a small file all of it at once.
    const ofFiles = Math.max(size === 0 ? 1 : read / size, counts.rows / request.limit);
    const done = counts.accepted + counts.rejected;
    request.progress.update(ofFiles * Math.min(1, done / Math.max(1, counts.commands)), done);
  }
}

const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000;
