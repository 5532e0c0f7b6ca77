import { NodeProcess, temporaryDirectory } from '../test/process.js';
import { CATALOGUE, isUnimplemented, LONG, SERVERS_OWN } from './catalogue.js';
import { differences, play, RECORDED } from './replay.js';

const PATIENCE_MS = 120_000;

describe('the node behaves as the recorded EventStoreDB 23.10.6', () => {
  let node: NodeProcess;
  let connection: string;
  let remove: () => void;

  beforeAll(async () => {
    const [path, removePath] = temporaryDirectory();
    remove = removePath;
    node = NodeProcess.start(path);
    connection = await node.listening();
  }, PATIENCE_MS);

  afterAll(async () => {
    await node.kill('SIGTERM');
    remove();
  });

  test.each(CATALOGUE.filter(({ name }) => !LONG.includes(name)))(
    '$name',
    async (scenario) => {
      const recorded = RECORDED[scenario.name];
      expect(recorded).toBeDefined();
      expect(differences(recorded ?? {}, await play(scenario, connection))).toEqual([]);
    },
    PATIENCE_MS,
  );

  test('every recorded scenario is played, but those that the README names', () => {
    const played = new Set(CATALOGUE.map(({ name }) => name));
    const left = Object.keys(RECORDED).filter((name) => !played.has(name) && !isUnimplemented(name));
    expect(left.sort()).toEqual(SERVERS_OWN);
  });

  test('a difference in one step is seen', () => {
    expect(differences({ a: 1, b: { c: ['P0'] } }, { a: 1, b: { c: ['P1'] } })).toEqual([
      { step: 'b', recorded: { c: ['P0'] }, observed: { c: ['P1'] } },
    ]);
    expect(differences({ a: 1 }, {})).toHaveLength(1);
  });
});
