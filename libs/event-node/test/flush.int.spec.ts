import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { NodeProcess, temporaryDirectory } from './process.js';

/** Whether this system lets a process be watched; containers often do not. */
function canTrace(): boolean {
  try {
    execFileSync('strace', ['-f', '-qq', '-e', 'trace=fdatasync', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const APPENDS = 20;

(canTrace() ? test : test.skip)(
  'before an append is acknowledged the system was told to flush (needs strace)',
  async () => {
    const [path, remove] = temporaryDirectory();
    const trace = join(path, 'trace');
    const strace = ['strace', '-f', '-qq', '-e', 'trace=fdatasync,fsync', '-o', trace];
    const node = NodeProcess.startUnder(strace, join(path, 'data'), '--parent-pipe');
    const flushed = () =>
      readFileSync(trace, 'utf8')
        .split('\n')
        .filter((line) => / = 0$/.test(line)).length;
    const client = EventStoreDBClient.connectionString(await node.listening());
    await client.appendToStream('s', jsonEvent({ type: 'e', data: {} }));
    const before = flushed();
    for (let n = 1; n <= APPENDS; n += 1) {
      await client.appendToStream('s', jsonEvent({ type: 'e', data: { n } }));
      expect(flushed()).toBeGreaterThanOrEqual(before + n);
    }
    await client.dispose();
    expect(await node.closeInput()).toMatchObject({ code: 0 });
    remove();
  },
);
