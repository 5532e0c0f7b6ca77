import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { judgeCommand } from './judge-command.js';

const given = readFileSync(new URL('../../../../libs/judge/cases/judge.json', import.meta.url), 'utf8');
const cases = JSON.parse(given) as readonly { readonly name: string }[];
const [first, second] = cases;

/** Runs the command on an input that arrives in pieces of `size` signs. */
async function run(args: string[], input: string, size = 65_536): Promise<{ code: number; out: string; err: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const said: string[] = [];
  const complained: string[] = [];
  stdout.on('data', (piece: Buffer) => said.push(piece.toString()));
  stderr.on('data', (piece: Buffer) => complained.push(piece.toString()));
  const pieces = input.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
  const stdin = Readable.from(pieces.map((piece) => Buffer.from(piece)));
  const code = await judgeCommand(args, { stdin, stdout, stderr });
  await new Promise((resolve) => setImmediate(resolve));
  return { code, out: said.join(''), err: complained.join('') };
}

describe('avenant judge', () => {
  it('answers an array with an array, and finds the given cases as they expect', async () => {
    const { code, out } = await run(['--check'], given);
    expect(code).toBe(0);
    expect((JSON.parse(out) as unknown[]).length).toBe(cases.length);
  });

  it.each([1, 7, 1000])('reads an array that comes in pieces of %d', async (size) => {
    const { code, out } = await run([], JSON.stringify([first, second, { name: 'a "]," \\' }], null, 1), size);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveLength(3);
  });

  it('answers lines with lines; a line that is no JSON stops nothing', async () => {
    const { code, out } = await run(['-'], `${JSON.stringify(first)}\nnonsense\n\n${JSON.stringify(second)}\n`);
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { name: string | null; error?: string });
    expect(code).toBe(0);
    expect(answers.map(({ name }) => name)).toEqual([first?.name, null, second?.name]);
    expect(answers[1]?.error).toContain('line 2');
  });

  it('answers one case over many lines with one', async () => {
    const { out } = await run(['--json'], JSON.stringify(first, null, 2));
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    expect((JSON.parse(out) as { name: string }).name).toBe(first?.name);
  });

  it('says why a case cannot be judged', async () => {
    const { code, out } = await run([], '{"name":"x"}');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ name: 'x', error: expect.stringContaining('now') });
  });

  it('exits with 1 where a case answers otherwise than it expects', async () => {
    const { code, err } = await run(['--check'], JSON.stringify({ ...first, expect: { verdicts: [] } }));
    expect(code).toBe(1);
    expect(err).toContain('1 cases answer otherwise');
  });

  it.each([
    [['--nonsense'], ''],
    [['a', 'b'], ''],
    [['/no/such/file'], ''],
    [[], ''],
    [[], '{"a":'],
    [[], '[{}'],
    [[], '[] x'],
  ])('is misused with %j and %j', async (args, input) => {
    expect((await run(args, input)).code).toBe(2);
  });

  it('reads a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'judge-'));
    writeFileSync(join(folder, 'cases.json'), `\uFEFF${JSON.stringify([first])}`);
    const { code, out } = await run([join(folder, 'cases.json')], '');
    rmSync(folder, { recursive: true });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveLength(1);
  });
});
