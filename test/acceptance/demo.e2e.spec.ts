import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '#platform';
import { cli, temporaryHome } from '../testing/cli.js';

interface DemoAnswer {
  readonly import: { readonly rows: number; readonly accepted: number; readonly rejected: number };
  readonly published: { readonly dueShare: number; readonly outcomeShare: number; readonly withTarget: number };
  readonly audits: readonly {
    readonly digest: string;
    readonly changes: { readonly total: number };
    readonly cases: { readonly judged: number; readonly unjudged: number };
  }[];
}

const CASES = 400;

describe('the demo', () => {
  const home = temporaryHome();
  afterAll(() => home.remove(), 60_000);

  it('goes through the whole machine twice in a row, with the same answers, and leaves nothing running', async () => {
    const answers: DemoAnswer[] = [];
    for (let time = 0; time < 2; time += 1) {
      const run = cli(['demo', '--limit', String(CASES), '--json'], { AVENANT_HOME: home.path, PORT: '' });
      expect(await run.ended).toBe(0);
      expect(existsSync(join(home.path, 'demo', 'event-node'))).toBe(true);
      expect(existsSync(join(home.path, 'demo', 'run.json'))).toBe(false);
      answers.push(run.json() as DemoAnswer);
    }
    const [first, second] = answers;
    expect(first?.import).toMatchObject({ rows: CASES, rejected: 0 });
    expect(first?.published.withTarget).toBeGreaterThan(CASES / 2);
    expect(first?.published.dueShare).toBeGreaterThanOrEqual(0.98);
    expect(first?.published.outcomeShare).toBeGreaterThanOrEqual(0.98);
    expect(first?.audits.map(({ cases }) => cases)).toMatchObject([
      { judged: CASES, unjudged: 0 },
      { judged: CASES, unjudged: 0 },
    ]);
    expect(first?.audits[0]?.changes.total).toBeGreaterThan(0);
    expect(second?.audits.map(({ digest }) => digest)).toEqual(first?.audits.map(({ digest }) => digest));
  }, 240_000);

  it('tells its story to people, with five changes explained', async () => {
    const run = cli(['demo', '--limit', '300'], { AVENANT_HOME: home.path, PORT: '' });
    expect(await run.ended).toBe(0);
    const said = run.said();
    for (const part of [
      'Compliance by category',
      'Compliance by month',
      'Question 1.',
      'Question 2.',
      'judged twice',
      'digest sha256:',
      'Everything is stopped',
    ]) {
      expect(said).toContain(part);
    }
    expect(said.match(/^ {4}- \d+ \(/gm)).toHaveLength(5);
  }, 120_000);

  it('ends cleanly when it is interrupted', async () => {
    const run = cli(['demo'], { AVENANT_HOME: home.path, PORT: '' });
    await run.says(/are up after/);
    const pids = Object.values(
      (
        JSON.parse(readFileSync(join(home.path, 'demo', 'run.json'), 'utf8')) as {
          parts: Record<string, { pid: number }>;
        }
      ).parts,
    ).map(({ pid }) => pid);
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(1);
    expect(pids.filter(isAlive)).toEqual([]);
  }, 120_000);

  it('says what a folder must hold that it is to run on', async () => {
    const run = cli(['demo', '--full', join(home.path, 'nowhere')], { AVENANT_HOME: home.path });
    expect(await run.ended).toBe(2);
    expect(run.said()).toMatch(/nowhere must hold tickets\*\.csv\.gz, terms\.csv and holidays\.csv|cannot be read/);
  }, 60_000);
});
