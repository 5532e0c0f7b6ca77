import type { Entry, Note } from '../actors/journal.js';
import { checkLog, checkSame } from './check-log.js';
import { checkSubscriber } from './check-subscriber.js';
import { checkWriter } from './check-writer.js';
import type { Logged, Violation } from './violation.js';

const event = (id: string, stream: string, revision: number, position: number): Logged => ({
  id,
  stream,
  revision,
  position,
});
const LOG = [
  event('i', 'a', 0, 10),
  event('j', 'a', 1, 20),
  event('k', 'b', 0, 30),
  event('l', 'a', 2, 40),
  event('m', 'b', 1, 50),
];
const whats = (violations: readonly Violation[]) => violations.map(({ what }) => what);
const journal = (...notes: readonly Note[]): readonly Entry[] => notes.map((note, t) => ({ t, ...note }));

describe('the log', () => {
  it('is as it should be', () => expect(checkLog(LOG)).toEqual([]));

  it('has a hole, a repeat, a step back', () => {
    expect(whats(checkLog(LOG.filter(({ id }) => id !== 'j')))).toEqual(['a has revision 2 where 1 belongs']);
    expect(whats(checkLog([...LOG, event('i', 'a', 3, 60)]))).toEqual([
      'event i is in the log twice, the second time at 60',
    ]);
    expect(whats(checkLog([...LOG, event('n', 'a', 3, 45)]))).toEqual(['the log has position 45 after 50']);
  });

  it('differs between two ways of reading', () => {
    expect(checkSame('reads', LOG, LOG)).toEqual([]);
    expect(whats(checkSame('reads', LOG, LOG.slice(0, 4)))).toEqual(['reads: event 4 is b@1 m at 50 and nothing']);
  });
});

describe('a writer', () => {
  const offer = (n: number, stream: string, ids: string[], expected: number | 'none' | 'any' = 'any'): Note => ({
    kind: 'offered',
    n,
    by: 'port',
    stream,
    expected,
    ids,
  });
  const written = (n: number, revision: number, position: number): Note => ({ kind: 'written', n, revision, position });
  const check = (...notes: Note[]) => whats(checkWriter(journal(...notes), LOG));

  it('was told the truth', () => {
    expect(
      check(
        offer(0, 'a', ['i', 'j'], 'none'),
        written(0, 1, 20),
        offer(1, 'b', ['x']),
        { kind: 'open', n: 1, why: '' },
        offer(2, 'b', ['y'], 7),
        { kind: 'refused', n: 2, why: '' },
        offer(3, 'b', ['k']),
      ),
    ).toEqual([]);
  });

  it('misses what was acknowledged', () => {
    expect(check(offer(0, 'a', ['x']), written(0, 3, 60))).toEqual([
      'append 0 of 1 to a (port, expected any) was acknowledged and is not in the log',
    ]);
  });

  it('finds a part, a refused one, a torn one, one at another revision', () => {
    expect(check(offer(0, 'a', ['i', 'x']))[0]).toContain('is partly there: 1 events');
    expect(check(offer(0, 'b', ['k']), { kind: 'refused', n: 0, why: '' })[0]).toContain('was refused, and 1 are');
    expect(check(offer(0, 'a', ['i', 'l']))[0]).toContain('does not lie together: a@0, a@2');
    expect(check(offer(0, 'b', ['m'], 4))[0]).toContain('begins at revision 1');
  });

  it('was told another place', () => {
    expect(check(offer(0, 'a', ['i', 'j']), written(0, 1, 30))).toEqual([
      'append 0 was said to end with a@1 at 30, it ends with @1 at 20',
    ]);
  });

  it('finds a later append before an earlier one', () => {
    const early = check(offer(0, 'b', ['m']), written(0, 1, 50), offer(1, 'b', ['k']), written(1, 0, 30));
    expect(early).toEqual(['append 1 lies at 30, before one at 50 that was acknowledged when it was offered']);
  });
});

describe('a subscriber', () => {
  const saw = (id: string): Note => ({
    kind: 'saw',
    ...(LOG.find((logged) => logged.id === id) ?? event(id, 'a', 9, 35)),
  });
  const began = (after: number): Note => ({ kind: 'began', after });
  const mark = (position: number): Note => ({ kind: 'mark', position });
  const passed = (position: number): Note => ({ kind: 'passed', position });
  const check = (...notes: Note[]) => whats(checkSubscriber(journal(...notes), ['a'], LOG));

  it('saw everything, some of it again after its mark', () => {
    expect(check(began(-1), saw('i'), mark(10), saw('j'), began(10), saw('j'), passed(30), mark(30), saw('l'))).toEqual(
      [],
    );
  });

  it('missed one, at the end or between', () => {
    expect(check(began(-1), saw('i'), saw('j'))).toEqual(['it never saw a@2 at 40']);
    expect(check(began(-1), saw('i'), saw('l'))).toEqual(['it saw a@2 at 40 where a@1 at 20 was due']);
  });

  it('saw one twice, or one that is none of the log or of its filter', () => {
    expect(check(began(-1), saw('i'), saw('i'), saw('j'), saw('l'))).toEqual([
      'it saw a@0 at 10 where a@1 at 20 was due',
    ]);
    expect(check(began(-1), saw('i'), saw('j'), saw('x'), saw('l'))).toEqual([
      'it saw a@9 at 35 where a@2 at 40 was due',
    ]);
    expect(check(began(-1), saw('i'), saw('j'), saw('k'), saw('l'))).toEqual([
      'it saw b@0 at 30 where a@2 at 40 was due',
    ]);
  });

  it('was told a checkpoint beyond what it saw', () => {
    expect(check(began(-1), saw('i'), passed(20), saw('j'), saw('l'))).toEqual([
      'a checkpoint at 20 passed over a@1 at 20',
    ]);
  });
});
