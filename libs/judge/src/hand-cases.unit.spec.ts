import { readFileSync } from 'node:fs';
import { caseAnswer, compareCase, parseCase } from './index.js';
import { slowJudge } from './testing/slow-judge/slow-judge.js';

interface ExpectedCase {
  readonly name: string;
  readonly expect: unknown;
}

const cases = JSON.parse(readFileSync(new URL('../cases/hand.json', import.meta.url), 'utf8')) as ExpectedCase[];
const named = cases.map((each) => [each.name, each] as const);

describe('cases made by hand of delicate rules', () => {
  it.each(named)('the judge: %s', (_name, each) => {
    expect(compareCase(each.expect, caseAnswer(each))).toEqual([]);
  });

  it.each(named)('the slow judge: %s', (_name, each) => {
    expect(compareCase(each.expect, slowJudge(parseCase(each)))).toEqual([]);
  });
});
