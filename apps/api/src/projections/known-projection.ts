import { ProblemError } from '#platform';
import { PROJECTION } from '#read-models';

/** @throws ProblemError 404 for a projection that is none */
export function checkProjection(name: string): void {
  if (name !== PROJECTION) throw new ProblemError(404, `there is no projection ${name}; there is ${PROJECTION}`);
}
