/**
 * Whether PostgreSQL refused the data itself, so that trying again cannot help: data exceptions (class 22), broken
 * constraints (23), limits of the program (54). A lost connection is none of these.
 */
export function isDataError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(22|23|54)[0-9A-Z]{3}$/.test(code);
}
