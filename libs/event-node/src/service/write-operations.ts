import type { Expected } from '../wire/append-request.js';
import type { Appended } from '../wire/append-answers.js';
import type { ProposedEvent } from '../wire/recorded-event.js';
import { decideAppend, type StreamState } from '../streams/append-rules.js';
import { decideDelete } from '../streams/delete-rules.js';
import { isSoftDeleted, SOFT_DELETE_JSON, undeletedJson } from '../streams/stream-metadata.js';
import { describedBy, isMetastream, metastreamOf } from '../streams/stream-name.js';
import type { Draft } from '../storage/draft.js';

export type WriteResult =
  | ({ readonly kind: 'written' } & Appended)
  | { readonly kind: 'conflict'; readonly expected: Expected; readonly actual: number }
  | { readonly kind: 'deleted' };

/** Makes ids for the events that the node itself writes. */
export type NewId = () => string;

function stateOf(draft: Draft, name: string): StreamState {
  const { last, tombstoned } = draft.head(name);
  return {
    last,
    tombstoned,
    described: draft.head(metastreamOf(name)).last >= 0,
    softDeleted: last >= 0 && isSoftDeleted(draft.metadata(name)),
    idAt: (revision) => draft.idAt(name, revision),
    remembered: (id) => draft.remembered(id, name),
  };
}

/** Appends events, or finds that they are there, or refuses. */
export function appendEvents(
  draft: Draft,
  newId: NewId,
  name: string,
  expected: Expected,
  events: readonly ProposedEvent[],
): WriteResult {
  const state = stateOf(draft, name);
  const ids = events.map((event) => event.id);
  const decision = decideAppend(expected, ids, state);
  switch (decision.kind) {
    case 'deleted':
      return { kind: 'deleted' };
    case 'wrong-revision':
      return { kind: 'conflict', expected, actual: decision.actual };
    case 'repeat': {
      const position = state.softDeleted ? undefined : draft.positionAt(name, decision.revision);
      return { kind: 'written', revision: decision.revision, position };
    }
    case 'write':
      if (!events.length) return { kind: 'written', revision: Math.max(0, state.last), position: draft.reserve() };
      return { kind: 'written', ...write(draft, newId, name, events, state) };
  }
}

function write(
  draft: Draft,
  newId: NewId,
  name: string,
  events: readonly ProposedEvent[],
  state: StreamState,
): Appended {
  const described = isMetastream(name) ? describedBy(name) : undefined;
  const undeletes = described !== undefined && stateOf(draft, described).softDeleted;
  const written = draft.append(name, events);
  if (state.softDeleted) truncate(draft, newId, name, state.last + 1);
  else if (undeletes && !draft.head(described).tombstoned)
    truncate(draft, newId, described, draft.head(described).last + 1);
  return written;
}

/** A soft-deleted stream that is written to, or whose metadata is, lives again; what was deleted stays hidden. */
function truncate(draft: Draft, newId: NewId, name: string, revision: number): void {
  const json = undeletedJson(draft.metadataText(name) ?? '{}', revision);
  draft.append(metastreamOf(name), [nodeEvent(newId(), '$metadata', 'application/json', json)]);
}

/** Hides a stream's events (`soft`) or ends it for ever (`tombstone`). */
export function deleteStream(
  draft: Draft,
  newId: NewId,
  how: 'soft' | 'tombstone',
  name: string,
  expected: Expected,
): WriteResult {
  const decision = decideDelete(how, expected, stateOf(draft, name));
  if (decision.kind === 'deleted') return decision;
  if (decision.kind === 'wrong-revision') return { kind: 'conflict', expected, actual: decision.actual };
  const written =
    how === 'tombstone'
      ? draft.tombstone(name, nodeEvent(newId(), '$streamDeleted', 'application/octet-stream', ''))
      : draft.append(metastreamOf(name), [nodeEvent(newId(), '$metadata', 'application/json', SOFT_DELETE_JSON)]);
  return { kind: 'written', ...written };
}

function nodeEvent(id: string, type: string, contentType: string, data: string): ProposedEvent {
  return {
    id,
    type: Buffer.from(type),
    contentType: Buffer.from(contentType),
    metadata: Buffer.alloc(0),
    data: Buffer.from(data),
  };
}
