import { ProblemError } from '#platform';
import type { Span } from '#read-models';
import { instantOfParameter } from './parameters.js';

/** Two checked parameters as a half-open span. @throws ProblemError 400 where it ends before it begins */
export function spanOf(from: string | undefined, to: string | undefined, toName: string): Span {
  const span = { from: instantOfParameter(from), to: instantOfParameter(to) };
  if (span.from !== undefined && span.to !== undefined && span.from >= span.to)
    throw ProblemError.badRequest([{ path: toName, message: 'must be later than the beginning of the span' }]);
  return span;
}
