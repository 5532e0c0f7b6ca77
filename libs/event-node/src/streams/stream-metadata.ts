/** What a stream's metadata says about which of its events are to be seen. */
export interface StreamMetadata {
  /** Only the last this many events. */
  readonly maxCount?: number;
  /** Only events younger than this, in milliseconds. */
  readonly maxAge?: number;
  /** Only events from this revision on. */
  readonly truncateBefore?: number;
}

const NONE: StreamMetadata = {};

/** The `$tb` of a soft-deleted stream: 2^63 - 1, which JSON.parse reads as 2^63. */
const DELETED = 2 ** 63;

export const SOFT_DELETE_JSON = '{"$tb":9223372036854775807}';

/** The metadata of every stream whose name begins with `$$`: only the last event counts. */
export const METASTREAM_METADATA: StreamMetadata = { maxCount: 1 };

export const isSoftDeleted = (metadata: StreamMetadata): boolean => (metadata.truncateBefore ?? 0) >= DELETED;

/**
 * Reads the data of a metadata event. As in EventStoreDB one bad value (`$maxCount` or `$maxAge` below 1, `$tb` below 0, not
 * whole) voids all of them.
 */
export function parseStreamMetadata(json: string): StreamMetadata {
  const object = jsonObject(json);
  if (!object) return NONE;
  const maxCount = wholeFrom(1, object['$maxCount']);
  const maxAge = wholeFrom(1, object['$maxAge']);
  const truncateBefore = wholeFrom(0, object['$tb']);
  if (maxCount === 'bad' || maxAge === 'bad' || truncateBefore === 'bad') return NONE;
  return {
    ...(maxCount !== undefined && { maxCount }),
    ...(maxAge !== undefined && { maxAge: maxAge * 1000 }),
    ...(truncateBefore !== undefined && { truncateBefore }),
  };
}

/** The metadata of a soft-deleted stream that lives again from `revision` on; what else it says is kept. */
export function undeletedJson(json: string, revision: number): string {
  return JSON.stringify({ ...jsonObject(json), $tb: revision });
}

function jsonObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function wholeFrom(least: number, value: unknown): number | undefined | 'bad' {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'number' && Number.isInteger(value) && value >= least ? value : 'bad';
}
