import type { StoredEvent } from '../wire/recorded-event.js';
import { compileFilter } from './event-filter.js';
import { normalId } from './event-ids.js';
import { parseLink } from './link.js';

const stored = (stream: string, type: string): StoredEvent => ({
  recorded: Buffer.alloc(0),
  stream: Buffer.from(stream),
  type: Buffer.from(type),
  position: 0,
});

describe('filters', () => {
  const event = stored('ticket-ä1', 'Opened');
  const matches = (on: 'stream' | 'type', regex: string, ...prefixes: string[]): boolean =>
    compileFilter({ on, regex, prefixes })(event);

  test('prefixes are of the stream or of the type', () => {
    expect(matches('stream', '', 'note', 'ticket-ä')).toBe(true);
    expect(matches('stream', '', 'icket')).toBe(false);
    expect(matches('type', '', 'Open')).toBe(true);
    expect(matches('type', '', '')).toBe(true);
    expect(matches('type', '')).toBe(false);
  });

  test('expressions are those of .NET, as far as they are also those of JavaScript', () => {
    expect(matches('type', '^opened$')).toBe(false);
    expect(matches('type', '(?i)^opened$')).toBe(true);
    expect(matches('type', '^[^\\$].*')).toBe(true);
    expect(() => matches('type', '(')).toThrow('Exception was thrown by handler.');
  });
});

test('ids are normal UUIDs, whatever their dress, but not the one of zeros', () => {
  const id = '12345678-90ab-4def-8123-4567890abcde';
  expect(normalId(id)).toBe(id);
  expect(normalId(`{${id.toUpperCase()}}`)).toBe(id);
  expect(normalId(id.replaceAll('-', ''))).toBe(id);
  for (const bad of ['', 'zzz', id.slice(1), '00000000-0000-0000-0000-000000000000'])
    expect(normalId(bad)).toBeUndefined();
});

test('a link is a revision and a stream, whose name may hold anything', () => {
  expect(parseLink('7@a@b\nc')).toEqual({ revision: 7, stream: 'a@b\nc' });
  for (const bad of ['rubbish', '@s', '1@', '-1@s', '"1@s"']) expect(parseLink(bad)).toBeUndefined();
});
