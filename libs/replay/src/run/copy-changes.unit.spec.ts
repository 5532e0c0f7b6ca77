import { lineOf } from './copy-changes.js';

it('a changed verdict as a line of COPY', () => {
  const row = { ticketId: 't1', metric: 'resolution', cycle: 1, change: 'none>met', tier: 'gold', category: null };
  const line = lineOf('a1', { ...row, before: null, after: { state: 'say "\\"' } as never, why: 'a\tb\nc\\d' });
  const after = String.raw`{"state":"say \\"\\\\\\""}`;
  expect(line).toBe(`a1\tt1\tresolution\t1\tnone>met\tgold\t\\N\t\\N\t${after}\ta\\tb\\nc\\\\d\n`);
});
