import { HttpException } from '@nestjs/common';
import { ProblemError } from './problem.js';

/** Turns an error of some room into a problem; undefined where the error is not one of its own. */
export type ProblemTranslator = (error: unknown) => ProblemError | undefined;

/**
 * The problem that stands for an error: its own, a translator's, the framework's by status, else 500 without a word
 * of what went wrong inside.
 */
export function toProblem(error: unknown, translators: readonly ProblemTranslator[] = []): ProblemError {
  if (error instanceof ProblemError) return error;
  for (const translate of translators) {
    const problem = translate(error);
    if (problem !== undefined) return problem;
  }
  const status = statusOf(error);
  if (status === undefined || status >= 500) return internal(error, status);
  return new ProblemError(status, wordsFor(status, error), {}, { cause: error });
}

function internal(error: unknown, status = 500): ProblemError {
  const known = status === 503;
  const detail = known ? 'the service cannot answer now; try again' : 'something failed on the server; it is logged';
  return new ProblemError(known ? 503 : 500, detail, known ? { retryAfter: 1 } : {}, { cause: error });
}

/** Nest's exceptions and Fastify's errors say their status; nothing else is for the caller's eyes. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (!isFrameworkError(error)) return undefined;
  return error.statusCode;
}

const isFrameworkError = (error: unknown): error is Error & { statusCode: number } =>
  error instanceof Error &&
  'code' in error &&
  String(error.code).startsWith('FST_') &&
  'statusCode' in error &&
  typeof error.statusCode === 'number';

const WORDS: Readonly<Record<number, string>> = {
  413: 'the body is larger than the 1,048,576 bytes that one request may hold',
  415: 'the body must be application/json (POST /v1/commands: application/x-ndjson)',
};

function wordsFor(status: number, error: unknown): string {
  return WORDS[status] ?? (error instanceof Error ? error.message : 'the request cannot be answered');
}
