import { canonicalJson, sha256Hex } from '#domain';
import type { Instant } from '#judge';
import { ProblemError } from '#platform';
import type { AsOf, Key, Keyset } from '#read-models';

/** What a cursor holds: where the next page begins, and what its pages share. */
export interface Cursor {
  readonly key: Key;
  /** The clock of all pages. */
  readonly now: Instant;
  /** Where the models stood when the first page was read. */
  readonly stand: AsOf;
}

/** What a list is asked for: its name and its filters. A cursor is good for the same only. */
export interface ListAsked {
  readonly list: string;
  readonly filters: Readonly<Record<string, unknown>>;
}

const FORM = 2;

/** Twelve digits tell lists apart; a cursor protects nothing: what it holds is checked like any other input. */
const markOf = ({ list, filters }: ListAsked): string => sha256Hex(canonicalJson({ list, filters })).slice(0, 12);

/** A cursor as text: opaque, base64url. */
export function writeCursor(asked: ListAsked, { key, now, stand: { position, at } }: Cursor): string {
  return Buffer.from(JSON.stringify([FORM, markOf(asked), now, position, at, ...key])).toString('base64url');
}

/**
 * Reads a cursor.
 * @throws ProblemError 400 for what is none, or belongs to another list or other filters
 */
export function readCursor(asked: ListAsked, order: Keyset, text: string): Cursor {
  const [form, mark, now, position, at, ...key] = partsOf(text);
  if (form !== FORM || !isInstant(now) || !isPosition(position) || !isInstant(at) || !order.fits(key))
    throw unfit('is no cursor');
  if (mark !== markOf(asked)) throw unfit('belongs to another list, or to other filters');
  return { key, now, stand: { position, at } };
}

const LAST = 253_402_300_799_999;
const isInstant = (value: unknown): value is Instant =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= LAST;
const isPosition = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= -1;

function partsOf(text: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

const unfit = (message: string): ProblemError => ProblemError.badRequest([{ path: 'cursor', message }]);
