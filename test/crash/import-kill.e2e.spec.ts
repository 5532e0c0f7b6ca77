import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#platform';
import { cli, type CliRun, runFileOf, temporaryHome } from '../testing/cli.js';

/** The short form runs in `npm test`; a long one: IMPORT_KILL_CASES=6000 IMPORT_KILLS=25 IMPORT_KILL_SEED=7. */
const CASES = Number(process.env['IMPORT_KILL_CASES'] ?? 3000);
const KILLS = Number(process.env['IMPORT_KILLS'] ?? 5);
const SEED = Number(process.env['IMPORT_KILL_SEED'] ?? 20150216);

const EXAMPLE = join(import.meta.dirname, '..', '..', 'examples', 'boston311');
const VICTIMS = ['event-node', 'postgres', 'api', 'projector', 'supervisor'] as const;
/** Pauses between kills, in milliseconds: short enough to hit starting parts, long enough that none is given up. */
const PAUSE = { least: 300, most: 1800 };

/** A small generator of numbers in [0, 1) that a seed decides (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An installation in a home of its own, on a port that it keeps over restarts. */
class Subject {
  private run: CliRun | undefined;

  private constructor(
    readonly home: ReturnType<typeof temporaryHome>,
    private readonly port: number,
  ) {}

  static async start(): Promise<Subject> {
    const subject = new Subject(temporaryHome(), await freePort());
    await subject.start();
    await subject.setUp();
    return subject;
  }

  get env() {
    return { AVENANT_HOME: this.home.path, PORT: String(this.port) };
  }

  async start(): Promise<void> {
    this.run = cli(['start'], this.env);
    await this.run.says(/Avenant listens/);
  }

  async kill(victim: (typeof VICTIMS)[number]): Promise<void> {
    if (victim !== 'supervisor') {
      const pid = runFileOf(this.home.path).parts[victim]?.pid;
      // A part that is just being started again has no pid to kill: it was killed a moment ago.
      if (pid !== undefined) killIfThere(pid);
      return;
    }
    this.run?.child.kill('SIGKILL');
    await this.run?.ended;
    await this.start();
  }

  /** Imports until everything was accepted; answers how often that took. */
  import(): CliRun {
    const file = join(EXAMPLE, 'tickets-sample.csv.gz');
    return cli(
      ['import', '--mapping', join(EXAMPLE, 'mapping.json'), '--limit', String(CASES), '--json', file],
      this.env,
    );
  }

  /** The digest of the content once the models have the log up to a position. */
  async digestAt(position: string): Promise<string> {
    for (let tries = 0; tries < 600; tries += 1) {
      const answer = await this.ask('GET', `/v1/verdicts?limit=1&after=${position}`).catch(() => undefined);
      if (answer?.status === 200) break;
      await sleep(100);
    }
    const run = cli(['digest', '--json'], this.env);
    expect(await run.ended).toBe(0);
    return (run.json() as { content: string }).content;
  }

  async stop(): Promise<void> {
    this.run?.child.kill('SIGTERM');
    await this.run?.ended;
    await this.home.remove();
  }

  private ask(method: string, path: string, body?: object): Promise<Response> {
    const key = readFileSync(join(this.home.path, 'operator.key'), 'utf8').trim();
    return fetch(`http://127.0.0.1:${this.port}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body && { 'content-type': 'application/json', 'idempotency-key': path.replaceAll('/', '-') }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  private async setUp(): Promise<void> {
    const json = (name: string) => JSON.parse(readFileSync(join(EXAMPLE, name), 'utf8')) as object;
    const post = async (path: string, body: object) => {
      const answer = await this.ask('POST', path, body);
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    };
    await post('/v1/calendars', { calendarId: 'boston', ...json('calendar-v1.json') });
    await post('/v1/agreements', {
      agreementId: 'boston-311',
      customer: 'city-of-boston',
      name: 'Boston 311',
      kind: 'customer',
      effectiveFrom: '2015-01-01T00:00:00-05:00',
      terms: json('terms-v1.json'),
    });
    await post('/v1/agreements/boston-311/amendments', {
      effectiveFrom: '2015-02-16T13:00:00-05:00',
      reach: 'new',
      reason: 'renegotiated',
      terms: json('terms-v2.json'),
    });
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

interface Summary {
  readonly accepted: number;
  readonly rejected: number;
  readonly position: string;
}

describe('an import during which everything is killed', () => {
  const subjects: Subject[] = [];
  const start = async () => {
    const subject = await Subject.start();
    subjects.push(subject);
    return subject;
  };
  afterEach(async () => {
    for (const subject of subjects.splice(0)) await subject.stop();
  }, 120_000);

  /** Imports again until an import comes through. */
  const importWhole = async (subject: Subject, first = subject.import()): Promise<Summary> => {
    let run = first;
    for (let again = 0; (await run.ended) !== 0; again += 1) {
      if (again === 3) throw new Error(`the import does not come through: ${run.said()}`);
      run = subject.import();
    }
    return run.json() as Summary;
  };

  it('ends with the content of one that nobody disturbed', async () => {
    const calm = await start();
    const expected = await importWhole(calm);
    expect(expected.rejected).toBe(0);
    const digest = await calm.digestAt(expected.position);
    await calm.stop();
    subjects.splice(0);

    const shaken = await start();
    const random = seeded(SEED);
    const importing = shaken.import();
    let over = false;
    void importing.ended.then(() => (over = true));
    const killed: string[] = [];
    while (killed.length < KILLS) {
      await sleep(PAUSE.least + random() * (PAUSE.most - PAUSE.least));
      // Every victim once in a seeded order, then at random.
      const rest = VICTIMS.filter((name) => !killed.includes(name));
      const choice = rest.length > 0 ? rest : VICTIMS;
      const victim = choice[Math.floor(random() * choice.length)] ?? 'api';
      await shaken.kill(victim);
      killed.push(victim);
      if (over && killed.length >= VICTIMS.length) break;
    }
    await importing.ended;
    const summary = await importWhole(shaken);
    expect(summary).toMatchObject({ accepted: expected.accepted, rejected: 0 });
    expect(await shaken.digestAt(summary.position)).toBe(digest);
  }, 600_000);
});
