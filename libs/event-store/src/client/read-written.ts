import { positionOf, type Position } from '../port.js';
import { BYTES, Cursor, VARINT } from '../reader/protobuf.js';

/** The answer to an append that was written. */
export interface WrittenAnswer {
  readonly id: string;
  readonly kind: 'written';
  readonly revision: number;
  readonly position: Position;
}

/** streams.proto, BatchAppendResp: `correlation_id` and `success`; shared.proto, UUID and AllStreamPosition. */
const FIELD = { id: 1, success: 3, idAsText: 2, revision: 1, position: 3, commit: 1 } as const;

const tag = (field: number, wire: number): number => field * 8 + wire;

/**
 * The usual answer to an append, walked in place: most answers are of this form, and a message of the generated classes
 * costs ten times as much. Undefined: it has another form, and those classes are to read it.
 */
export function readWritten(bytes: Uint8Array): WrittenAnswer | undefined {
  const cursor = new Cursor();
  cursor.open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), 0);
  let id: string | undefined;
  let success: { revision: number; commit: number } | undefined;
  while (cursor.at < bytes.length) {
    const found = cursor.varint();
    if (found === tag(FIELD.id, BYTES)) id = readId(cursor, cursor.bytesEnd(bytes.length));
    else if (found === tag(FIELD.success, BYTES)) success = readSuccess(cursor, cursor.bytesEnd(bytes.length));
    else cursor.skip(found, bytes.length);
  }
  if (id === undefined || success === undefined) return undefined;
  const { revision, commit } = success;
  if (!Number.isSafeInteger(revision) || !Number.isSafeInteger(commit)) return undefined;
  return { id, kind: 'written', revision, position: positionOf(commit) };
}

function readId(cursor: Cursor, end: number): string | undefined {
  let id: string | undefined;
  while (cursor.at < end) {
    const found = cursor.varint();
    if (found !== tag(FIELD.idAsText, BYTES)) cursor.skip(found, end);
    else {
      const after = cursor.bytesEnd(end);
      id = cursor.source.toString('latin1', cursor.at, after);
      cursor.at = after;
    }
  }
  return id;
}

function readSuccess(cursor: Cursor, end: number): { revision: number; commit: number } | undefined {
  let [revision, commit] = [NaN, NaN];
  while (cursor.at < end) {
    const found = cursor.varint();
    if (found === tag(FIELD.revision, VARINT)) revision = cursor.varint();
    else if (found === tag(FIELD.position, BYTES)) commit = readCommit(cursor, cursor.bytesEnd(end));
    else cursor.skip(found, end);
  }
  return Number.isNaN(revision) || Number.isNaN(commit) ? undefined : { revision, commit };
}

/** Zero is not written: a position without a commit is the first. */
function readCommit(cursor: Cursor, end: number): number {
  let commit = 0;
  while (cursor.at < end) {
    const found = cursor.varint();
    if (found === tag(FIELD.commit, VARINT)) commit = cursor.varint();
    else cursor.skip(found, end);
  }
  return commit;
}
