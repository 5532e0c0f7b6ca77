/** Classes of SQLSTATE that say nothing of the work: connection, resources, operator, transaction rolled back, timeouts. */
const TRANSIENT_CLASSES = new Set(['08', '25', '40', '53', '55', '57', '58']);
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** Whether an error of the database may be gone on the next try. Errors without an SQLSTATE come from the connection. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & { code?: unknown };
  if (typeof code === 'string') return !SQLSTATE.test(code) || TRANSIENT_CLASSES.has(code.slice(0, 2));
  return /^Connection terminated|^Client has encountered a connection error|timeout/i.test(error.message);
}
