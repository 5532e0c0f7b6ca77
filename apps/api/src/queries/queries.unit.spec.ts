import fc from 'fast-check';
import { instantOf } from '#judge';
import { ProblemError } from '#platform';
import { Keyset } from '#read-models';
import { csvHeader, csvLine } from './csv.js';
import { readCursor, writeCursor } from './cursor.js';
import { formatOf } from './format.js';
import { wordsOf } from './parameters.js';

describe('a cursor', () => {
  const order = new Keyset([
    { expression: 'ticket_id', type: 'text' },
    { expression: 'cycle', type: 'bigint' },
  ]);
  const asking = { list: 'verdicts', filters: { tier: 'gold' } };
  const now = instantOf(1_772_445_600_000);
  const cursor = { key: ['T1', 2], now, stand: { position: 4711, at: instantOf(now - 200) } };
  const path = (work: () => unknown): string | undefined => {
    try {
      work();
    } catch (error) {
      return (error as ProblemError).extras.errors?.[0]?.path;
    }
    return undefined;
  };

  it('is read as it was written, by the same list with the same filters', () => {
    const text = writeCursor(asking, cursor);
    expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(readCursor(asking, order, text)).toEqual(cursor);
  });

  it('is of no use to another list or other filters', () => {
    const text = writeCursor(asking, cursor);
    expect(path(() => readCursor({ ...asking, list: 'clocks' }, order, text))).toBe('cursor');
    expect(path(() => readCursor({ ...asking, filters: { tier: 'silver' } }, order, text))).toBe('cursor');
    expect(path(() => readCursor({ ...asking, filters: {} }, order, text))).toBe('cursor');
  });

  it('made up by somebody is refused, never an error of the server', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    fc.assert(fc.property(anything, (text) => path(() => readCursor(asking, order, text)) === 'cursor'));
  });
});

describe('the Accept header', () => {
  it('chooses what is preferred of what is offered', () => {
    expect(formatOf(undefined)).toBe('json');
    expect(formatOf('*/*')).toBe('json');
    expect(formatOf('text/csv')).toBe('csv');
    expect(formatOf('application/x-ndjson, */*;q=0.1')).toBe('ndjson');
    expect(formatOf('text/html, text/csv;q=0.9, application/json;q=0.8')).toBe('csv');
    expect(formatOf('Application/JSON; charset=utf-8')).toBe('json');
    expect(() => formatOf('application/json;q=0')).toThrow(ProblemError);
    expect(() => formatOf('image/png')).toThrow(ProblemError);
  });
});

describe('CSV', () => {
  it('quotes what needs it, and leaves null empty', () => {
    const item = { a: 'x,"y"\nz', b: null, c: 7, d: ['f1', 'f2'], e: { n: 1 }, f: true };
    expect(csvLine(['a', 'b', 'c', 'd', 'e', 'f', 'g'], item)).toBe('"x,""y""\nz",,7,f1 f2,"{""n"":1}",true,\r\n');
    expect(csvHeader(['a', 'b'])).toBe('a,b\r\n');
  });
});

describe('words of a parameter', () => {
  it('come separated by commas, or stated several times', () => {
    expect(wordsOf(undefined)).toEqual([]);
    expect(wordsOf('')).toEqual([]);
    expect(wordsOf('tier,metric')).toEqual(['tier', 'metric']);
    expect(wordsOf(['tier', 'metric,month'])).toEqual(['tier', 'metric', 'month']);
  });
});
