import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in ticks of a hundredth of a second (`getconf CLK_TCK`). */
const TICK_S = 0.01;

interface Stat {
  readonly parent: number;
  readonly own: number;
  /** Of children that have ended. */
  readonly ended: number;
}

/** Processor time that processes have used so far, each with its children, in seconds. Linux only. */
export function processorTimes(pids: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? []);
  const children = new Map<number, number>();
  for (const { parent, own } of stats) children.set(parent, (children.get(parent) ?? 0) + own);
  const of = (pid: number): number => {
    const stat = statOf(pid);
    if (stat === undefined) throw new Error(`process ${pid} has ended`);
    return stat.own + stat.ended + (children.get(pid) ?? 0);
  };
  return Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, of(pid) * TICK_S]));
}

function statOf(pid: number): Stat | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold blanks; after it the state is field 3.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = (field: number): number => Number(fields[field - 3]);
    return { parent: ticks(4), own: ticks(14) + ticks(15), ended: ticks(16) + ticks(17) };
  } catch {
    return undefined;
  }
}

/** Processor time of the whole machine but what was idle, in seconds. */
export function machineTime(): number {
  const [, user, nice, system, , , irq, softIrq] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(
    / +/,
  );
  return [user, nice, system, irq, softIrq].reduce((sum, ticks) => sum + Number(ticks), 0) * TICK_S;
}
