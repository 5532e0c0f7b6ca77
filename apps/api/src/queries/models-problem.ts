import { ProblemError } from '#platform';
import { ModelsReplacedError } from '#read-models';

/** Not reached, going down, coming up, out of connections, out of time: it may be there again in a moment. */
const PASSING = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08|53|57014|57P0|25P03|3D000|55000)/;
const LOST = /Connection terminated|connection is not|timeout exceeded when trying to connect|not queryable/i;

/** The read models cannot be read now: 503. Undefined for any other error. */
export function modelsProblem(error: unknown): ProblemError | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof ModelsReplacedError) return ProblemError.unavailable(error.message, 1, error);
  const code = 'code' in error ? String(error.code) : '';
  if (!PASSING.test(code) && !LOST.test(error.message)) return undefined;
  return ProblemError.unavailable('the read models cannot be reached; try again', 2, error);
}
