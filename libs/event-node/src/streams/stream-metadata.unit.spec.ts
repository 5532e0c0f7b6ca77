import { isSoftDeleted, parseStreamMetadata, SOFT_DELETE_JSON, undeletedJson } from './stream-metadata.js';
import { backwardRange, forwardRange } from './visible-range.js';

test('limits are read; ages become milliseconds', () => {
  expect(parseStreamMetadata('{"$maxCount":3,"$maxAge":2,"$tb":5,"other":true}')).toEqual({
    maxCount: 3,
    maxAge: 2000,
    truncateBefore: 5,
  });
});

test('one bad value voids them all, and what is no object says nothing', () => {
  for (const json of ['{"$maxCount":0,"$tb":2}', '{"$maxCount":1.5}', '{"$tb":-1}', '[1]', '"text"', 'null', '', '{'])
    expect(parseStreamMetadata(json)).toEqual({});
});

test('a soft delete is told from a high $tb, and is undone without losing the rest', () => {
  expect(isSoftDeleted(parseStreamMetadata(SOFT_DELETE_JSON))).toBe(true);
  expect(isSoftDeleted({ truncateBefore: 1e15 })).toBe(false);
  expect(JSON.parse(undeletedJson('{"custom":1,"$tb":9223372036854775807}', 3))).toEqual({ custom: 1, $tb: 3 });
  expect(JSON.parse(undeletedJson('[1]', 3))).toEqual({ $tb: 3 });
});

test('ranges keep to what is visible', () => {
  expect(forwardRange(0, 9, { maxCount: 3 })).toEqual({ first: 7, last: 9 });
  expect(forwardRange(8, 9, { maxCount: 3, truncateBefore: 2 })).toEqual({ first: 8, last: 9 });
  expect(forwardRange(0, 9, { truncateBefore: 100 })).toEqual({ first: 100, last: 9 });
  expect(backwardRange(5, 9, { maxCount: 3 })).toEqual({ first: 7, last: 5 });
  expect(backwardRange(99, 9, {})).toEqual({ first: 0, last: 9 });
});
