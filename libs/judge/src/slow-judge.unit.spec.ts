import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type Case, compareCase, compileRulebook, judge, parseCase, verdictToJson } from './index.js';
import { settings } from './testing/settings.js';
import { slowJudge } from './testing/slow-judge/slow-judge.js';
import { variedCases } from './testing/varied-cases.js';
import { wildCases } from './testing/wild-cases.js';

interface ExpectedCase {
  readonly name: string;
  readonly expect: unknown;
}

const given = JSON.parse(readFileSync(new URL('../cases/judge.json', import.meta.url), 'utf8')) as ExpectedCase[];

const ids = (ignored: readonly { readonly id: string }[]): readonly string[] => ignored.map(({ id }) => id);

function quickAnswer({ facts, rulebook, now }: Case): unknown {
  const { verdicts, ignored } = judge(facts, compileRulebook(rulebook), now);
  return { verdicts: verdicts.map(verdictToJson), ignored: ids(ignored) };
}

function slowAnswer(asked: Case): unknown {
  const { verdicts, ignored } = slowJudge(asked);
  return { verdicts, ignored: ids(ignored) };
}

describe('the slow judge, written a second time from the words of the contract', () => {
  it('answers the given cases', () => {
    for (const each of given)
      expect([each.name, compareCase(each.expect, slowJudge(parseCase(each)))]).toEqual([each.name, []]);
  });

  it('says of any case all that the judge says', () => {
    fc.assert(
      fc.property(variedCases, (asked) => {
        expect(quickAnswer(asked)).toEqual(slowAnswer(asked));
      }),
      { ...settings, numRuns: settings.numRuns * 3 },
    );
  });

  it('says so too under rules that nobody wrote', () => {
    fc.assert(
      fc.property(wildCases, (asked) => {
        expect(quickAnswer(asked)).toEqual(slowAnswer(asked));
      }),
      { ...settings, numRuns: settings.numRuns * 2 },
    );
  });
});
