import { decideAppend, type StreamState } from './append-rules.js';

/** A stream whose events have these ids, all of them remembered. */
function streamOf(ids: readonly string[], more: Partial<StreamState> = {}): StreamState {
  return {
    last: ids.length - 1,
    tombstoned: false,
    softDeleted: false,
    described: false,
    idAt: (revision) => ids[revision],
    remembered: (id) => (ids.includes(id) ? ids.indexOf(id) : undefined),
    ...more,
  };
}

describe('an append with an exact revision', () => {
  test('is written at the end of the stream, even with ids that are there', () => {
    expect(decideAppend(1, ['a', 'b'], streamOf(['a', 'b']))).toEqual({ kind: 'write' });
    expect(decideAppend('no_stream', ['a'], streamOf([]))).toEqual({ kind: 'write' });
  });

  test('is a repeat where the very events follow the revision, also those no longer remembered', () => {
    const stream = streamOf(['a', 'b', 'c'], { remembered: () => undefined });
    expect(decideAppend('no_stream', ['a', 'b'], stream)).toEqual({ kind: 'repeat', revision: 1 });
    expect(decideAppend(0, ['b'], stream)).toEqual({ kind: 'repeat', revision: 1 });
  });

  test('is refused with the actual revision otherwise', () => {
    const refused = { kind: 'wrong-revision', actual: 1 };
    const stream = streamOf(['a', 'b']);
    expect(decideAppend('no_stream', ['a', 'b', 'x'], stream)).toEqual(refused);
    expect(decideAppend('no_stream', ['b', 'a'], stream)).toEqual(refused);
    expect(decideAppend(0, ['x'], stream)).toEqual(refused);
    expect(decideAppend(7, ['x'], stream)).toEqual(refused);
    expect(decideAppend('no_stream', [], stream)).toEqual(refused);
  });

  test('goes on in a soft-deleted stream from its last revision or as if there were none', () => {
    const deleted = streamOf(['a', 'b'], { softDeleted: true });
    expect(decideAppend(1, ['x'], deleted)).toEqual({ kind: 'write' });
    expect(decideAppend('no_stream', ['x'], deleted)).toEqual({ kind: 'write' });
    expect(decideAppend(0, ['x'], deleted)).toEqual({ kind: 'wrong-revision', actual: 1 });
  });
});

describe('an append without a revision', () => {
  test('is decided by its first id', () => {
    const stream = streamOf(['a', 'b']);
    expect(decideAppend('any', ['x', 'a'], stream)).toEqual({ kind: 'write' });
    expect(decideAppend('any', ['b', 'a'], stream)).toEqual({ kind: 'repeat', revision: 0 });
    expect(decideAppend('any', ['a', 'x'], stream)).toEqual({ kind: 'wrong-revision', actual: 1 });
    expect(decideAppend('any', [], stream)).toEqual({ kind: 'write' });
  });

  test('with stream_exists needs events or metadata, and a stream that is not deleted', () => {
    expect(decideAppend('stream_exists', ['x'], streamOf([]))).toEqual({ kind: 'wrong-revision', actual: -1 });
    expect(decideAppend('stream_exists', ['x'], streamOf([], { described: true }))).toEqual({ kind: 'write' });
    expect(decideAppend('stream_exists', ['x'], streamOf(['a'], { softDeleted: true }))).toEqual({ kind: 'deleted' });
  });
});

test('nothing is written behind a tombstone', () => {
  const ended = streamOf(['a'], { tombstoned: true });
  for (const expected of ['any', 'no_stream', 'stream_exists', 0] as const)
    expect(decideAppend(expected, ['a'], ended)).toEqual({ kind: 'deleted' });
});
