import { ProblemError } from '#platform';

/** There is no audit of this name, or not any more. */
export const noAudit = (auditId: string): ProblemError => new ProblemError(404, `there is no audit ${auditId}`);

/** What only a completed audit has. */
export const notCompleted = (auditId: string, status: string): ProblemError =>
  new ProblemError(409, `audit ${auditId} is ${status}, not completed`);
