import { Rejection, UnknownEventError, type RejectionKind } from '#domain';
import { AppendTooLargeError, StoreUnavailableError, UnknownOutcomeError, WrongRevisionError } from '#event-store';
import { ProblemError } from '#platform';

const STATUS: Readonly<Record<RejectionKind, number>> = { conflict: 409, unprocessable: 422, missing: 404 };

/** Seconds after which the log may be back. */
const RETRY_AFTER = 2;

/** The refusals of the domain and the troubles of the log, as HTTP says them. */
export function domainProblem(error: unknown): ProblemError | undefined {
  if (error instanceof Rejection) {
    const errors = error.problems.length > 0 ? { errors: error.problems } : {};
    return new ProblemError(STATUS[error.kind], error.message, errors, { cause: error });
  }
  // A later version wrote to the stream, or somebody who is none of us: what may follow cannot be decided here.
  if (error instanceof UnknownEventError) return new ProblemError(409, error.message, {}, { cause: error });
  return storeProblem(error);
}

function storeProblem(error: unknown): ProblemError | undefined {
  if (error instanceof StoreUnavailableError) {
    return ProblemError.unavailable('the event log cannot be reached; nothing was written', RETRY_AFTER, error);
  }
  if (error instanceof UnknownOutcomeError) {
    const detail = 'whether the command was written is not known; repeat it with the same key';
    return ProblemError.unavailable(detail, RETRY_AFTER, error);
  }
  if (error instanceof WrongRevisionError) {
    return ProblemError.unavailable('somebody else wrote at the same time; repeat the command', RETRY_AFTER, error);
  }
  if (error instanceof AppendTooLargeError) return new ProblemError(413, error.message, {}, { cause: error });
  return undefined;
}
