/** One thing wrong with what was asked: where, and the rule it breaks. */
export interface Problem {
  /** Path of the field, as `terms.tiers.gold[0].within`; empty: the command as a whole. */
  readonly path: string;
  readonly message: string;
}

/** `conflict`: the state forbids it now (409). `unprocessable`: the rules forbid it (422). `missing`: what it is about is not there (404). */
export type RejectionKind = 'conflict' | 'unprocessable' | 'missing';

/** A command that was understood and refused. Nothing was recorded. */
export class Rejection extends Error {
  constructor(
    readonly kind: RejectionKind,
    message: string,
    readonly problems: readonly Problem[] = [],
  ) {
    super(message);
    this.name = 'Rejection';
  }

  static conflict(message: string, path = ''): Rejection {
    return new Rejection('conflict', message, [{ path, message }]);
  }

  static missing(message: string): Rejection {
    return new Rejection('missing', message);
  }

  static unprocessable(path: string, message: string): Rejection {
    return new Rejection('unprocessable', `${path}: ${message}`, [{ path, message }]);
  }
}
