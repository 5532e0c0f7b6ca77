import fc from 'fast-check';
import { frame, FrameSplitter } from './framing.js';
import { percentEncode, timeoutOf } from './grpc-status.js';

test('messages come out whole, however the bytes are cut', () => {
  const messages = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 8 });
  fc.assert(
    fc.property(messages, fc.integer({ min: 1, max: 20 }), (given, step) => {
      const bytes = Buffer.concat(given.map((message) => frame(Buffer.from(message))));
      const splitter = new FrameSplitter();
      const seen: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += step)
        splitter.push(bytes.subarray(at, at + step), (message) => void seen.push(Buffer.from(message)));
      expect(seen).toEqual(given.map((message) => Buffer.from(message)));
      expect(splitter.unfinished).toBe(false);
    }),
  );
});

test('a message above the limit is refused by its length alone, a compressed one by its flag', () => {
  const head = Buffer.from([0, 0, 0, 0, 11]);
  expect(() => new FrameSplitter(10).push(head, () => undefined)).toThrow(
    /exceeds the maximum configured message size/,
  );
  expect(() => new FrameSplitter().push(Buffer.from([1, 0, 0, 0, 0]), () => undefined)).toThrow(/compressed/);
});

test('timeouts have units; messages are ASCII', () => {
  expect([timeoutOf('5S'), timeoutOf('250m'), timeoutOf('1H'), timeoutOf('0n'), timeoutOf(undefined)]).toEqual([
    5000,
    250,
    3_600_000,
    0,
    undefined,
  ]);
  for (const bad of ['', '5', 'S', '-1S', '123456789S']) expect(timeoutOf(bad)).toBeUndefined();
  expect(percentEncode('a%ä\n')).toBe('a%25%C3%A4%0A');
});
