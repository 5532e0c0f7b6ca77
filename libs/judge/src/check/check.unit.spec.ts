import { readFileSync } from 'node:fs';
import { caseAnswer } from '../case-json/case-answer.js';
import { checkCalendar } from './check-calendar.js';
import { checkTerms } from './check-terms.js';
import { type Problem } from './problem.js';

interface Documents {
  readonly terms: readonly { readonly terms: unknown; readonly problems: readonly string[] }[];
  readonly calendars: readonly { readonly definition: unknown; readonly problems: readonly string[] }[];
  readonly cases: readonly { readonly case: unknown; readonly answer: unknown }[];
}

/** Documents good and bad, and what is said of each: read it as a list of the rules. */
const documents = JSON.parse(readFileSync(new URL('../../cases/problems.json', import.meta.url), 'utf8')) as Documents;

const lines = (problems: readonly Problem[]): string[] => problems.map(({ path, message }) => `${path}: ${message}`);
const office = { timeZone: 'UTC', weekly: [{ days: ['mon'] as const, from: '09:00', to: '17:00' }] };

describe('checking terms', () => {
  it.each(documents.terms.map((each) => [JSON.stringify(each.terms), each] as const))('%s', (_text, each) => {
    expect(lines(checkTerms(each.terms, (id) => (id === 'office' ? office : undefined)))).toEqual(each.problems);
  });

  it('names paths from where it is told', () => {
    expect(lines(checkTerms({}, () => undefined, 'body.terms'))).toEqual(['body.terms.tiers: nothing is no object']);
  });
});

describe('checking a calendar', () => {
  it.each(documents.calendars.map((each) => [JSON.stringify(each.definition), each] as const))('%s', (_text, each) => {
    expect(lines(checkCalendar(each.definition, 'definition'))).toEqual(each.problems);
  });

  it('names fields alone where the document has no name', () => {
    expect(lines(checkCalendar({ ...office, timeZone: 'x' }))).toEqual(['timeZone: "x" is no IANA time zone']);
    expect(lines(checkCalendar({ ...office, weekly: [] }))).toEqual(['weekly: the calendar never opens']);
  });

  it('limits how many entries a calendar has', () => {
    const holidays = (count: number): string[] =>
      Array.from({ length: count }, (_, i) => new Date(i * 86_400_000).toISOString().slice(0, 10));
    expect(lines(checkCalendar({ ...office, holidays: holidays(2000) }))).toEqual([]);
    expect(lines(checkCalendar({ ...office, holidays: holidays(2001) }))).toEqual([
      'holidays: 2001 entries are more than 2000',
    ]);
  });
});

describe('a case that cannot be judged', () => {
  it.each(documents.cases.map((each) => [JSON.stringify(each.answer), each] as const))('%s', (_text, each) => {
    expect(caseAnswer(each.case)).toEqual(each.answer);
  });
});
