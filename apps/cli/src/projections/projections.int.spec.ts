import { ProjectionServer } from '../../../api/src/projections/testing/projection-server.js';
import { type Output } from '../output.js';
import { rebuild } from '../rebuild/rebuild-command.js';
import { control } from './control-projection.js';
import { deadLetters, discard, retry } from './dead-letters.js';
import { list } from './list-projections.js';

let server: ProjectionServer;
let options: { readonly url: string; readonly keyFile: string };

beforeAll(async () => {
  server = await ProjectionServer.start();
  options = { url: server.url, keyFile: server.keyFile };
  const terms = { tiers: { gold: [{ metric: 'resolution', within: 'PT4H', calendar: '24x7' }] } };
  const agreement = { agreementId: 'acme', customer: 'acme', name: 'Acme', kind: 'customer' };
  await server.told('/v1/agreements', { ...agreement, effectiveFrom: '2026-01-01T00:00:00Z', terms });
}, 120_000);
afterAll(() => server.stop(), 60_000);

/** Runs a verb. @returns its exit code, and what it said to people and to programs */
async function run(verb: (output: Output) => Promise<number>) {
  const said: string[] = [];
  const json: unknown[] = [];
  const output: Output = {
    say: (...lines) => void said.push(...lines),
    json: (value) => void json.push(value),
    error: (...lines) => void said.push(...lines),
    terminal: false,
  };
  const code = await verb(output);
  return { code, said: said.join('\n'), json: json[0] };
}

/** A ticket with an event that cannot be applied. @returns the event's id */
async function stuck(ticketId: string): Promise<string> {
  await server.told('/v1/tickets', { ticketId, agreementId: 'acme', tier: 'gold', priority: 'high' });
  return server.smuggleInto(ticketId, new Date().toISOString());
}

it('list shows how far the projections are', async () => {
  // A projector says how it is once a second: until its first word it counts as stopped.
  let shown = await run((output) => list(options, output));
  for (let i = 0; i < 100 && shown.code !== 0; i += 1) {
    await new Promise((done) => setTimeout(done, 100));
    shown = await run((output) => list(options, output));
  }
  const { code, said, json } = shown;
  expect(code).toBe(0);
  expect(said).toMatch(/^ {2}name .* dead letters\n {2}read-models {2}/);
  expect(json).toMatchObject([{ name: 'read-models', deadLetters: 0, restatements: [], rebuild: null }]);
});

it('pause and resume wait until the projection does as it was told', async () => {
  expect(await run((output) => control('pause', 'read-models', options, output))).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^read-models is paused, at position \d+$/),
    json: { name: 'read-models', state: 'paused' },
  });
  const { code, json } = await run((output) => control('resume', undefined, options, output));
  expect([code, json]).toEqual([0, expect.objectContaining({ state: expect.stringMatching(/live|catching-up/) })]);
}, 60_000);

it('dead-letters says what waits and why, and is found wanting; discard gives it up', async () => {
  expect(await run((output) => deadLetters(undefined, options, output))).toEqual({
    code: 0,
    said: 'no dead letters',
    json: [],
  });
  const id = await stuck('t1');
  const letters = await run((output) => deadLetters(undefined, options, output));
  expect(letters).toMatchObject({ code: 1, json: [{ id, stream: 'ticket-t1' }] });
  expect(letters.said).toContain(`${id}\n  what      event 1 of ticket-t1, TicketPaused\n`);
  const discarded = await run((output) => discard(id, { ...options, reason: 'sent twice' }, output));
  expect(discarded).toMatchObject({ code: 0, json: { id, next: null } });
  expect(discarded.said).toMatch(new RegExp(`^${id} is given up, at position \\d+$`));
  await expect(run((output) => discard('no-such', options, output))).rejects.toThrow(/404/);
}, 60_000);

it('discard names the next event of the stream that cannot be applied', async () => {
  const id = await stuck('t2');
  const next = await server.smuggleInto('t2', new Date().toISOString());
  const { code, json } = await run((output) => discard(id, options, output));
  expect([code, json]).toMatchObject([1, { id, next: { id: next, revision: 2 } }]);
  expect((await run((output) => discard(next, options, output))).code).toBe(0);
}, 60_000);

it('retry says why an event still cannot be applied', async () => {
  const id = await stuck('t3');
  const { code, json, said } = await run((output) => retry(id, options, output));
  expect([code, json]).toMatchObject([1, { id, applied: false }]);
  expect(said).toContain(`${id} still cannot be applied: event 1 of ticket-t3 (TicketPaused)`);
  await expect(run((output) => retry('no-such', options, output))).rejects.toThrow(/404/);
}, 60_000);

it('rebuild waits for its end', async () => {
  const { code, json, said } = await run((output) => rebuild('read-models', options, output));
  expect([code, json]).toMatchObject([0, { name: 'read-models', error: null }]);
  expect(said).toMatch(/^read-models was made anew up to position \d+; /);
  await expect(run((output) => rebuild('other', options, output))).rejects.toThrow(/no projection "other"/);
}, 60_000);
