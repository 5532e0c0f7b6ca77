import { type MappedCommand } from '../mapping/row-to-commands.js';

/** A command on its way, and whence it came. */
export interface Outgoing {
  readonly file: string;
  readonly line: number;
  readonly command: MappedCommand;
}

/** A row, or one of its commands, that was not taken. */
export interface Reject {
  readonly file: string;
  readonly line: number;
  /** Undefined where the line is no row. */
  readonly command?: string;
  readonly ticketId?: string;
  /** Of the API's answer. */
  readonly status?: number;
  readonly reason: string;
}
