import { checkId, eventIdOf, isId, mintedId } from './ids.js';
import { Rejection } from './rejection.js';

it.each(['a', '101001240735', 'boston-311', 'A.b_c~d', 'x'.repeat(128)])('%s may be an id', (id) => {
  expect(checkId(id, 'ticketId')).toBe(id);
});

it.each(['', '-a', '.', 'a b', 'a/b', 'é', 'a\0', '$all', 'x'.repeat(129)])('%j may not', (id) => {
  expect(isId(id)).toBe(false);
  expect(() => checkId(id, 'ticketId')).toThrow(Rejection);
});

it('ids are for ever: these were written', () => {
  expect(eventIdOf('ticket-1', 'operator', 'c1', 0)).toBe('e358eaf0-cefb-5c07-857d-8f0ce39f36aa');
  expect(mintedId('ticket', 'operator', 'c1')).toBe('a0d90b88-86f9-5c1b-b228-d8d5113dc2a0');
});

it('the parts of an id do not run into each other', () => {
  expect(eventIdOf('ticket-1', 'ab', 'c', 0)).not.toBe(eventIdOf('ticket-1', 'a', 'bc', 0));
});

it('tells apart the bodies that came under one key', () => {
  const id = (body: string) => eventIdOf('ticket-1', 'operator', 'c1', 0, body);
  expect(id('a')).toBe(id('a'));
  expect(new Set([id('a'), id('b'), eventIdOf('ticket-1', 'operator', 'c1', 0)]).size).toBe(3);
});
