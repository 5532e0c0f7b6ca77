import { frozenCases, judgedAsJson } from './testing/frozen.js';

/** What the judge said once it says for ever: an audit's digest holds on another machine and in another year. */
describe('verdicts that were given', () => {
  it.each(frozenCases().map((each) => [each.case.name, each] as const))('%s', (_name, each) => {
    expect(judgedAsJson(each.case)).toEqual(each.judged);
  });
});
