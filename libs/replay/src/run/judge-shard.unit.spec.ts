import { compileRulebook, instantOf, type Rulebook, type Terms } from '#judge';
import type { CompiledHistories } from '../scope/histories.js';
import { scopeOf } from '../scope/scope.js';
import { aRequest, seededCase, termsWithin } from '../testing/seed.js';
import { judgeShard, type CaseRow, type ShardRules } from './judge-shard.js';

const history = (terms: Terms): Rulebook => ({
  timeline: [
    {
      version: 1,
      effectiveFrom: instantOf(0),
      effectiveUntil: null,
      reach: 'new',
      supersedes: false,
      position: 1,
      terms,
    },
  ],
  calendars: [],
  exclusions: [],
});
const before = compileRulebook(history(termsWithin(10)));
const stricter: CompiledHistories = { before, after: compileRulebook(history(termsWithin(5))) };
const rules = (histories: CompiledHistories, incomplete: ShardRules['incomplete'] = new Map()): ShardRules => ({
  histories: () => histories,
  incomplete,
});
const scope = scopeOf(aRequest());
const { ticketId, facts } = seededCase(1);
const row = (all: readonly object[]): CaseRow => ({ ticketId, agreementId: 'acme', facts: JSON.stringify(all) });

describe('a shard', () => {
  it('leaves out what the log did not know at its position', () => {
    const early = scopeOf(aRequest({ asOf: String(facts[0]!.position - 1) }));
    const result = judgeShard(early, [row(facts)], rules(stricter));
    expect([result.tallied.judged, result.hashes]).toEqual([0, Buffer.alloc(0)]);
  });

  it('does not show ratings to the judge', () => {
    const rated = { type: 'rated', score: 1, id: 'r', revision: 9, position: 2_000, at: facts[0]!.at, recordedAt: 0 };
    expect(judgeShard(scope, [row([...facts, rated])], rules(stricter))).toEqual(
      judgeShard(scope, [row(facts)], rules(stricter)),
    );
  });

  it.each([
    ['rules that cannot be judged by', rules({ unusable: 'no such zone' }), 'no such zone'],
    ['events missing', rules(stricter, new Map([[ticketId, 'event 3 is missing']])), 'event 3 is missing'],
  ])('lists a ticket with %s as unjudged, with the reason', (_what, given, reason) => {
    const { tallied, hashes, changes } = judgeShard(scope, [row(facts)], given);
    expect(tallied).toMatchObject({ judged: 0, unjudged: [{ ticketId, reason }] });
    expect([hashes.length, changes]).toEqual([32, []]);
  });

  it('has 32 bytes a ticket, in the order of its rows, so that shards concatenate', () => {
    const rows = [1, 2, 3].map((index) => {
      const seeded = seededCase(index);
      return { ticketId: seeded.ticketId, agreementId: 'acme', facts: JSON.stringify(seeded.facts) };
    });
    const whole = judgeShard(scope, rows, rules(stricter)).hashes;
    const parts = [rows.slice(0, 1), rows.slice(1)].map((part) => judgeShard(scope, part, rules(stricter)).hashes);
    expect(Buffer.concat(parts)).toEqual(whole);
  });
});
