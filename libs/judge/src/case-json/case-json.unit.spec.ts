import { readFileSync } from 'node:fs';
import { judge } from '../judge.js';
import { compileRulebook } from '../versions/rulebook.js';
import { compareCase } from './compare-case.js';
import { parseCase } from './parse-case.js';
import { verdictFromJson, verdictToJson } from './verdict-json.js';

const given = JSON.parse(
  readFileSync(new URL('../../cases/judge.json', import.meta.url), 'utf8'),
) as readonly unknown[];

describe('a verdict as JSON', () => {
  it('says the same when read back', () => {
    for (const each of given.filter((_each, i) => i % 5 === 0)) {
      const { facts, rulebook, now } = parseCase(each);
      for (const verdict of judge(facts, compileRulebook(rulebook), now).verdicts) {
        const text = JSON.stringify(verdictToJson(verdict));
        expect(verdictFromJson(JSON.parse(text) as ReturnType<typeof verdictToJson>)).toEqual(verdict);
      }
    }
  });
});

describe('comparing an answer with what a case expects', () => {
  const answer = { verdicts: [{ metric: 'a', facts: ['1', '2'] }], ignored: [{ id: 'x', reason: 'our words' }] };

  it.each<[string, unknown, unknown]>([
    ['keys that are not held are free', { verdicts: [{ metric: 'a' }] }, []],
    ['reasons are free', { ignored: [{ id: 'x', reason: 'their words' }] }, []],
    ['nothing expected, nothing compared', undefined, []],
    ['ids are not', { ignored: [{ id: 'y' }] }, [{ path: 'ignored[0].id', expected: 'y', actual: 'x' }]],
    [
      'lists have one length',
      { verdicts: [{ facts: ['1'] }] },
      [{ path: 'verdicts[0].facts', expected: ['1'], actual: ['1', '2'] }],
    ],
    [
      'and one order',
      { verdicts: [{ facts: ['2', '2'] }] },
      [{ path: 'verdicts[0].facts[0]', expected: '2', actual: '1' }],
    ],
    ['a key that is missing differs', { name: 'n' }, [{ path: 'name', expected: 'n', actual: undefined }]],
    ['an object is no text', { ignored: ['x'] }, [{ path: 'ignored[0]', expected: 'x', actual: answer.ignored[0] }]],
    ['an error is expected as such', { error: 'any' }, [{ path: 'error', expected: 'any', actual: undefined }]],
  ])('%s', (_name, expected, differences) => {
    expect(compareCase(expected, answer)).toEqual(differences);
  });

  it('takes any error for an error, and finds nothing in an answer that is none', () => {
    expect(compareCase({ error: 'any' }, { name: null, error: 'ours' })).toEqual([]);
    expect(compareCase({ name: 'n' }, 7)).toEqual([{ path: 'name', expected: 'n', actual: undefined }]);
  });
});
