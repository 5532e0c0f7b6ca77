import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ms, quantile } from '../log/measure.js';
import type { LiveInstallation } from './installation.js';
import type { Found, Order } from './load.js';
import { machineTime, processorTimes } from './processor-time.js';

const GENERATOR = join(import.meta.dirname, 'generator.ts');

/** Latencies in milliseconds. */
export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** What a load did, and what it cost: processor time over wall time, by process, and of the whole machine. */
export interface MeasuredLoad {
  readonly asked: number;
  /** Up to the last answer: less than was asked for where the server fell behind. */
  readonly acceptedPerSecond: number;
  readonly shares: Readonly<Record<string, number>>;
  readonly answerMs: Spread;
  readonly visibleMs?: Spread;
  readonly notVisible?: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly firstRefusals?: readonly string[];
  readonly overtimeMs: number;
  /** From the beginning of the measured part to its last answer. */
  readonly cores: Readonly<Record<string, number>>;
  readonly lastPosition: string;
}

type Asked = Omit<Order, 'host' | 'port' | 'token'>;

/** Puts a load on an installation by a generator in a process of its own. */
export async function measuredLoad(installation: LiveInstallation, asked: Asked): Promise<MeasuredLoad> {
  const { url, token, pids } = installation;
  const generator = fork(GENERATOR, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const order: Order = { ...asked, host: url.hostname, port: Number(url.port), token };
  const ended = once(generator, 'exit').then(() => {
    throw new Error('the generator ended before its time');
  });
  generator.send(order);
  await Promise.race([once(generator, 'message'), ended]);
  const before = times(pids);
  const began = performance.now();
  const [found] = await Promise.race([once(generator, 'message') as Promise<[Found]>, ended]);
  const seconds = (performance.now() - began) / 1000;
  return figures(asked, found, { ...share(before, times(pids), seconds), generator: ms(found.cpuSeconds / seconds) });
}

const times = (pids: Readonly<Record<string, number>>) => ({ ...processorTimes(pids), machine: machineTime() });

function share(before: object, after: object, seconds: number): Record<string, number> {
  const earlier = before as Record<string, number>;
  return Object.fromEntries(
    Object.entries(after).map(([name, now]) => [name, ms(((now as number) - (earlier[name] ?? 0)) / seconds)]),
  );
}

function figures(asked: Asked, found: Found, cores: Record<string, number>): MeasuredLoad {
  const shares = Object.entries(found.byName).map(([name, count]) => [name, ms(count / found.sent)]);
  return {
    asked: asked.perSecond,
    acceptedPerSecond: Math.round(found.accepted / (asked.seconds + found.overtimeMs / 1000)),
    shares: Object.fromEntries(shares) as Record<string, number>,
    answerMs: spread(found.latencies),
    ...(asked.followOneOf > 0 && { visibleMs: spread(found.visible), notVisible: found.notVisible }),
    refused: found.refused,
    ...(found.firstRefusals.length > 0 && { firstRefusals: found.firstRefusals }),
    overtimeMs: Math.round(found.overtimeMs),
    cores,
    lastPosition: found.lastPosition,
  };
}

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => ms(quantile(sorted, share));
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: ms(sorted.at(-1) ?? NaN) };
}
