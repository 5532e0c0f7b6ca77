import { Keeper, type KeeperEvents } from './keeper.js';
import { type Part, type PartName, type RunningPart } from './part.js';

/** A part whose processes end when the test says so. */
class FakePart implements Part {
  readonly launched: { readonly port: number | undefined; readonly end: (how: string) => void }[] = [];
  stopped = 0;

  constructor(
    readonly name: PartName = 'api',
    readonly needs: readonly PartName[] = [],
    private readonly fails: () => boolean = () => false,
  ) {}

  launch(port: number | undefined): Promise<RunningPart> {
    if (this.fails()) return Promise.reject(new Error('no luck'));
    let end: (how: string) => void = () => undefined;
    const ended = new Promise<string>((resolve) => (end = resolve));
    this.launched.push({ port, end });
    const stop = () => {
      this.stopped += 1;
      end('SIGTERM');
      return Promise.resolve();
    };
    return Promise.resolve({ pid: this.launched.length, port: 4000, ended, stop });
  }
}

const told: string[] = [];
const events: KeeperEvents = {
  onEnded: ({ name }, how, againInMs) => told.push(`${name} ended ${how} ${againInMs}`),
  onUp: ({ name }) => told.push(`${name} up`),
  onGivenUp: ({ name }, how) => told.push(`${name} given up ${how}`),
};

const until = async (holds: () => boolean) => {
  for (let waited = 0; waited < 8000 && !holds(); waited += 10) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
};

describe('a keeper', () => {
  beforeEach(() => told.splice(0));

  it('starts a part again that ended by itself, on the port that others know', async () => {
    const part = new FakePart();
    const keeper = new Keeper(part, [], events, () => performance.now());
    await keeper.start();
    part.launched[0]?.end('SIGKILL');
    await until(() => part.launched.length === 2);
    expect(part.launched.map(({ port }) => port)).toEqual([undefined, 4000]);
    expect(told).toEqual(['api up', 'api ended SIGKILL 250', 'api up']);
    await keeper.stop();
    expect(part.stopped).toBe(1);
  });

  it('gives up after five ends within a minute', async () => {
    let clock = 0;
    const part = new FakePart();
    const keeper = new Keeper(part, [], events, () => clock);
    await keeper.start();
    for (let end = 0; end < 3; end += 1) {
      part.launched[end]?.end('exit code 1');
      clock += 21_000;
      await until(() => part.launched.length === end + 2);
    }
    // Three ends in 42 s, and the first is out of the minute by now: still kept.
    expect(told.filter((line) => line.includes('given up'))).toEqual([]);
    clock += 100_000;
    let failing = false;
    const broken = new FakePart('projector', [], () => failing);
    const second = new Keeper(broken, [], { ...events, onEnded: () => undefined }, () => clock);
    await second.start();
    failing = true;
    broken.launched[0]?.end('exit code 1');
    await until(() => told.some((line) => line === 'projector given up no luck'));
    await keeper.stop();
    await second.stop();
  }, 20_000);

  it('waits for what the part needs before it starts it again', async () => {
    let away = false;
    const log = new FakePart('event-node', [], () => away);
    const api = new FakePart('api', ['event-node']);
    const logKeeper = new Keeper(log, [], events, () => performance.now());
    const apiKeeper = new Keeper(api, [logKeeper], events, () => performance.now());
    await logKeeper.start();
    await apiKeeper.start();
    away = true;
    log.launched[0]?.end('SIGKILL');
    api.launched[0]?.end('exit code 1');
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(api.launched).toHaveLength(1);
    away = false;
    await until(() => api.launched.length === 2);
    expect(log.launched).toHaveLength(2);
    await apiKeeper.stop();
    await logKeeper.stop();
  });

  it('does not bring back a part that it was told to stop', async () => {
    const part = new FakePart();
    const keeper = new Keeper(part, [], events, () => performance.now());
    await keeper.start();
    part.launched[0]?.end('SIGKILL');
    await keeper.stop();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(part.launched).toHaveLength(1);
  });
});
