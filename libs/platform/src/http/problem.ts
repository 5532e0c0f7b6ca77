import { STATUS_CODES } from 'node:http';

/** One thing wrong with a request: where, as `terms.tiers.gold[0].within`, and the rule it breaks. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** The body of an error answer (RFC 9457), `application/problem+json`. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
}

export interface ProblemExtras {
  readonly errors?: readonly FieldError[];
  /** Seconds after which the same request may succeed: the `Retry-After` header. */
  readonly retryAfter?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that is answered with a problem document. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly extras: ProblemExtras = {},
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.name = 'ProblemError';
  }

  /** 400: the request is malformed. The detail names the first field. */
  static badRequest(errors: readonly FieldError[]): ProblemError {
    return new ProblemError(400, sentence(errors), { errors });
  }

  /** 422: well-formed, but not allowed by the rules. */
  static unprocessable(errors: readonly FieldError[]): ProblemError {
    return new ProblemError(422, sentence(errors), { errors });
  }

  /** 503: try the same again in so many seconds. */
  static unavailable(detail: string, retryAfter = 1, cause?: unknown): ProblemError {
    return new ProblemError(503, detail, { retryAfter }, { cause });
  }
}

/** The document that a problem is sent as. `type` is a stable URN by status: `urn:avenant:problem:bad-request`. */
export function problemDocument({ status, detail, extras }: ProblemError): ProblemDocument {
  const title = STATUS_CODES[status] ?? 'Error';
  const type = `urn:avenant:problem:${title.toLowerCase().replace(/[^a-z]+/g, '-')}`;
  return { type, title, status, detail, ...(extras.errors !== undefined && { errors: extras.errors }) };
}

function sentence(errors: readonly FieldError[]): string {
  const [first] = errors;
  if (first === undefined) return 'the request breaks a rule';
  const said = first.path === '' ? `the body ${first.message}` : `${first.path} ${first.message}`;
  return errors.length === 1 ? said : `${said} (and ${errors.length - 1} more)`;
}
