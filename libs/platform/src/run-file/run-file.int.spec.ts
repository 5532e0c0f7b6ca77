import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimRunFile, readRunFile, running, stillRuns, type RunFile } from './index.js';

const content = (): RunFile => ({
  supervisor: running(process.pid),
  startedAt: '2026-01-01T00:00:00.000Z',
  url: 'http://127.0.0.1:1',
  parts: {},
  postgres: null,
});

describe('the run file', () => {
  const home = mkdtempSync(join(tmpdir(), 'avenant-run-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('belongs to the first of those that claim it, and is theirs alone to read', async () => {
    expect(await claimRunFile(home, content())).toBe(true);
    expect(await claimRunFile(home, content())).toBe(false);
    expect(statSync(join(home, 'run.json')).mode & 0o777).toBe(0o600);
    expect((await readRunFile(home))?.supervisor.pid).toBe(process.pid);
  });

  it('is as good as none when it was cut off', async () => {
    for (const text of ['', '{"supervisor":', 'null', '[]', '{"parts":{}}']) {
      writeFileSync(join(home, 'run.json'), text);
      expect(await readRunFile(home)).toBeUndefined();
    }
  });
});

describe('a noted process', () => {
  it('is known again while it runs, and no other process is taken for it', async () => {
    const child = spawn('sleep', ['30']);
    const noted = running(child.pid ?? 0, 5);
    expect(stillRuns(noted)).toBe(true);
    expect(stillRuns({ ...noted, pid: process.pid })).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(stillRuns(noted)).toBe(false);
    expect(stillRuns(running(child.pid ?? 0))).toBe(false);
  });
});
