import { readFileSync } from 'node:fs';
import { caseAnswer } from './case-json/case-answer.js';
import { compareCase } from './case-json/compare-case.js';

interface ExpectedCase {
  readonly name: string;
  readonly expect: { readonly ignored?: readonly { readonly id: string }[] };
}

const cases = JSON.parse(
  readFileSync(new URL('../cases/judge.json', import.meta.url), 'utf8'),
) as readonly ExpectedCase[];

describe('the given cases', () => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', (_name, each) => {
    expect(compareCase(each.expect, caseAnswer(each))).toEqual([]);
  });
});
