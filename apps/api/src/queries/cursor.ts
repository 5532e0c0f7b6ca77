import { canonicalJson, sha256Hex } from '#domain';
import type { Instant } from '#judge';
import { ProblemError } from '#platform';
import type { Key, Keyset } from '#read-models';

/** What a cursor holds: where the next page begins, and the clock that its pages share. */
export interface Cursor {
  readonly key: Key;
  readonly now: Instant;
}

/** What a list is asked for: its name and its filters. A cursor is good for the same only. */
export interface ListAsked {
  readonly list: string;
  readonly filters: Readonly<Record<string, unknown>>;
}

const FORM = 1;

/** Twelve digits tell lists apart; a cursor protects nothing: what it holds is checked like any other input. */
const markOf = ({ list, filters }: ListAsked): string => sha256Hex(canonicalJson({ list, filters })).slice(0, 12);

/** A cursor as text: opaque, base64url. */
export function writeCursor(asked: ListAsked, { key, now }: Cursor): string {
  return Buffer.from(JSON.stringify([FORM, markOf(asked), now, ...key])).toString('base64url');
}

/**
 * Reads a cursor.
 * @throws ProblemError 400 for what is none, or belongs to another list or other filters
 */
export function readCursor(asked: ListAsked, order: Keyset, text: string): Cursor {
  const [form, mark, now, ...key] = partsOf(text);
  if (form !== FORM || typeof now !== 'number' || !isInstant(now) || !order.fits(key)) throw unfit('is no cursor');
  if (mark !== markOf(asked)) throw unfit('belongs to another list, or to other filters');
  return { key, now: now as Instant };
}

const LAST = 253_402_300_799_999;
const isInstant = (value: number): boolean => Number.isSafeInteger(value) && value >= 0 && value <= LAST;

function partsOf(text: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

const unfit = (message: string): ProblemError => ProblemError.badRequest([{ path: 'cursor', message }]);
