import { field } from './copy.js';

it.each([
  [null, 'text', '\\N'],
  ['', 'text', ''],
  ['a\tb\nc\\d\r', 'text', 'a\\tb\\nc\\\\d\\r'],
  ['\\N', 'text', '\\\\N'],
  [12.5, 'float8', '12.5'],
  [true, 'boolean', 'true'],
  [[], 'text[]', '{}'],
  [['a', 'b "c"', 'd\\e'], 'text[]', '{"a","b \\\\"c\\\\"","d\\\\\\\\e"}'],
  [[], 'jsonb', '[]'],
  [[{ a: 'x\ny' }], 'jsonb', '[{"a":"x\\\\ny"}]'],
])('%j as %s is written %j', (value, type, written) => {
  expect(field(value, type)).toBe(written);
});
