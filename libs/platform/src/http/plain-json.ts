import { isUtf8 } from 'node:buffer';
import { deeper } from './field-path.js';
import { ProblemError, type FieldError } from './problem.js';

/** What any JSON from outside may be, whatever it means: hostile input stops here. */
export const JSON_LIMITS = { depth: 32, stringLength: 4096, items: 10_000, keyLength: 256, errors: 20 } as const;

/** Names with a meaning to JavaScript's objects: never a field, never a key. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

/** Depth is counted on the text first: a parser needs stack for each level. */
const MAX_PARSED_DEPTH = 512;

/**
 * JSON from outside as plain values.
 * @throws ProblemError 400 for what is no UTF-8, no JSON, or beyond `JSON_LIMITS`, naming the place
 */
export function parseJson(bytes: Uint8Array): unknown {
  if (!isUtf8(bytes)) throw new ProblemError(400, 'the body is not UTF-8');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (nestsBeyond(text, MAX_PARSED_DEPTH)) throw ProblemError.badRequest([tooDeep('')]);
  const value = parsed(text);
  const errors = plainErrors(value);
  if (errors.length > 0) throw ProblemError.badRequest(errors);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 120) : '';
    throw new ProblemError(400, `the body is not JSON: ${why}`);
  }
}

/** Brackets within strings count too: an upper bound is enough for a guard. */
function nestsBeyond(text: string, limit: number): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

const tooDeep = (path: string): FieldError => ({
  path,
  message: `nests deeper than the ${JSON_LIMITS.depth} levels allowed`,
});

/** Everything in a parsed value that no field may hold, with its place; at most `JSON_LIMITS.errors` of them. */
export function plainErrors(value: unknown): readonly FieldError[] {
  const errors: FieldError[] = [];
  look(value, '', 0, errors);
  return errors;
}

function look(value: unknown, path: string, depth: number, errors: FieldError[]): void {
  if (errors.length >= JSON_LIMITS.errors) return;
  const add = (message: string) => errors.push({ path, message });
  if (typeof value === 'string') {
    const wrong = textError(value, JSON_LIMITS.stringLength);
    if (wrong !== undefined) add(wrong);
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) add('must be a number that a double can hold');
  } else if (typeof value === 'object' && value !== null) {
    if (depth >= JSON_LIMITS.depth) errors.push(tooDeep(path));
    else lookInside(value, path, depth + 1, errors);
  }
}

function lookInside(value: object, path: string, depth: number, errors: FieldError[]): void {
  if (Array.isArray(value)) {
    if (value.length > JSON_LIMITS.items)
      errors.push({ path, message: `must hold at most ${JSON_LIMITS.items} items` });
    else value.forEach((item, index) => look(item, deeper(path, index), depth, errors));
    return;
  }
  const entries = Object.entries(value);
  if (entries.length > JSON_LIMITS.items)
    errors.push({ path, message: `must hold at most ${JSON_LIMITS.items} fields` });
  else for (const [key, item] of entries) lookAtField(key, item, { path: deeper(path, key), depth }, errors);
}

function lookAtField(key: string, item: unknown, at: { path: string; depth: number }, errors: FieldError[]): void {
  if (RESERVED.has(key)) errors.push({ path: at.path, message: 'is a reserved name' });
  const wrong = textError(key, JSON_LIMITS.keyLength);
  if (wrong !== undefined) errors.push({ path: at.path, message: `has a name that ${wrong}` });
  look(item, at.path, at.depth, errors);
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** NUL has no place in PostgreSQL's text, half a surrogate pair none in UTF-8. */
function textError(text: string, limit: number): string | undefined {
  if (text.length > limit) return `must be at most ${limit} characters long`;
  if (text.includes('\u0000')) return 'must not hold a NUL character';
  return LONE_SURROGATE.test(text) ? 'must be well-formed Unicode' : undefined;
}
