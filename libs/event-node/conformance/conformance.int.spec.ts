import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventNode } from '../src/index.js';
import { CATALOGUE, isUnimplemented, SERVERS_OWN } from './catalogue.js';
import { differences, play, RECORDED } from './replay.js';

const PATIENCE_MS = 180_000;

describe('the node behaves as the recorded EventStoreDB 23.10.6', () => {
  let node: EventNode;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'event-node-conformance-'));
    node = await EventNode.open({ dataDir });
  });

  afterAll(async () => {
    await node.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test.each(CATALOGUE)(
    '$name',
    async (scenario) => {
      const recorded = RECORDED[scenario.name];
      expect(recorded).toBeDefined();
      expect(differences(recorded ?? {}, await play(scenario, node.connectionString))).toEqual([]);
    },
    PATIENCE_MS,
  );

  test('every recorded scenario is played, but those that the README names', () => {
    const played = new Set(CATALOGUE.map(({ name }) => name));
    const left = Object.keys(RECORDED).filter((name) => !played.has(name) && !isUnimplemented(name));
    expect(left).toEqual(SERVERS_OWN);
  });

  test('a difference in one step is seen', () => {
    expect(differences({ a: 1, b: { c: ['P0'] } }, { a: 1, b: { c: ['P1'] } })).toEqual([
      { step: 'b', recorded: { c: ['P0'] }, observed: { c: ['P1'] } },
    ]);
    expect(differences({ a: 1 }, {})).toHaveLength(1);
  });
});
