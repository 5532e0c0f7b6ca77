import { readFileSync } from 'node:fs';

/** Linux counts processor time in ticks of a hundredth of a second (`getconf CLK_TCK`). */
const TICK_S = 0.01;
const MIB = 1024 * 1024;

/** What the kernel says of a process; Linux only. */
export class ProcessProbe {
  constructor(private readonly pid: number) {}

  /** Processor time it used so far, in seconds. */
  cpuSeconds(): number {
    const stat = readFileSync(`/proc/${this.pid}/stat`, 'utf8');
    // The name in brackets may hold blanks; after it the state is field 3.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_S;
  }

  /** Memory that is its own: neither mapped files nor shared. In MiB. */
  rssAnonMib(): number {
    const [, kib] = /^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8')) ?? [];
    if (kib === undefined) throw new Error(`/proc/${this.pid}/status says no RssAnon`);
    return Math.round((Number(kib) * 1024) / MIB);
  }
}

/** Looks at the memory of a process five times a second, and keeps the most it saw. */
export class PeakMemory {
  private mib = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly probe: ProcessProbe) {
    this.timer = setInterval(() => this.look(), 200);
  }

  /** The most since the last call, in MiB. */
  take(): number {
    this.look();
    const peak = this.mib;
    this.mib = 0;
    return peak;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    this.mib = Math.max(this.mib, this.probe.rssAnonMib());
  }
}
