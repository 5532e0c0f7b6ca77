import { v5 } from 'uuid';
import { Rejection } from './rejection.js';

/** Ids become part of a stream's name: a narrow alphabet, at most 128 characters. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/;
export const ID_RULE = 'must be 1 to 128 characters of A-Z a-z 0-9 . _ ~ - and start with a letter or a digit';

/** Whether a text may be an id. */
export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

/**
 * The id, checked.
 * @throws Rejection (unprocessable) naming the path and the value
 */
export function checkId(value: string, path: string): string {
  if (ID.test(value)) return value;
  throw Rejection.unprocessable(path, `${JSON.stringify(value.slice(0, 140))} ${ID_RULE}`);
}

/** Names of streams, by aggregate (DESIGN.md, Streams and events). */
export const streamOf = {
  ticket: (id: string): string => `ticket-${id}`,
  agreement: (id: string): string => `agreement-${id}`,
  calendar: (id: string): string => `calendar-${id}`,
  audit: (id: string): string => `audit-${id}`,
  /** By ticket. */
  notice: (ticketId: string): string => `notice-${ticketId}`,
  deadLetter: (projection: string): string => `dead-letter-${projection}`,
} as const;

/** The namespace of all ids that this system derives. Never changes: ids in the log depend on it. */
const NAMESPACE = '7d3a6c1e-5f0b-5a54-9c3e-2f5b8d1e4a90';

/** A length before each part keeps ('a', 'bc') and ('ab', 'c') apart. */
const joined = (parts: readonly string[]): string => parts.map((part) => `${part.length}:${part}`).join('');

/** A UUIDv5 that follows from its parts; the first says of what it is the id. */
export const derivedId = (parts: readonly string[]): string => v5(joined(parts), NAMESPACE);

/**
 * The id of the index-th event of a command: the same command gives the same ids, so it cannot be written twice.
 * @param bodyHash where one key may come with several bodies: then another body is no repeat for the log either
 */
export function eventIdOf(stream: string, actor: string, commandId: string, index: number, bodyHash?: string): string {
  const body = bodyHash === undefined ? [] : [bodyHash];
  return derivedId(['event', stream, actor, commandId, String(index), ...body]);
}

/** The id that the server gives to what a command creates without naming it: it follows from owner and key. */
export function mintedId(kind: 'ticket' | 'exclusion' | 'audit', actor: string, commandId: string): string {
  return derivedId([kind, actor, commandId]);
}
