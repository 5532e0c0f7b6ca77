import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Aim, Place } from './task.js';

/** How the points of a place are called. Statements are called by their text. */
const CALLED: Readonly<Record<Place, RegExp>> = {
  anywhere: /./,
  rebuild: /./,
  commit: /^COMMIT/,
  checkpoint: /projection_checkpoints/,
  lease: /projection_leases/,
  restatement: /projection_restatements/,
  notice: /outbox|notices|^append/,
  hand: /next_change_at <=/,
  batch: /^batch/,
  append: /^append/,
};

/** So many points after one of these places belong to it too: the rest of its transaction, and what comes next. */
const AFTERMATH: Partial<Readonly<Record<Place, number>>> = { restatement: 14, hand: 10 };

/** Long enough to know a statement by, short enough for a report. */
const NAME_LENGTH = 100;

/** Ends this process (-9) at the await point that it was given. Counts nothing but what passes through it. */
export class Doom {
  private passed = 0;
  private rebuilding = 0;
  /** Points that still belong to the last one of the place. */
  private aftermath = 0;

  /** @param told is called just before the end */
  constructor(
    private readonly aim: Aim | null,
    private readonly told: (where: string) => void,
  ) {}

  /** An await point: what it waits for, and its name. Does not return from the one that was aimed at. */
  async pass<T>(name: string, work: () => Promise<T>): Promise<T> {
    const when = this.hit(name);
    if (when === null) return work();
    if (when === 'before') return this.end(name);
    const working = work().then(
      () => undefined,
      () => undefined,
    );
    await (when === 'during' ? nextTurn() : working);
    return this.end(name);
  }

  /** An await point whose end is not seen from here, as that of a COPY. */
  passBy(name: string): void {
    const when = this.hit(name);
    if (when === 'before') this.end(name);
    else if (when === 'during') setImmediate(() => this.end(name));
    else if (when === 'after') setTimeout(() => this.end(name), 5);
  }

  /** Work during which the points of the place `rebuild` count. */
  async whileRebuilding<T>(work: () => Promise<T>): Promise<T> {
    this.rebuilding += 1;
    try {
      return await work();
    } finally {
      this.rebuilding -= 1;
    }
  }

  private hit(name: string): Aim['when'] | null {
    const { aim } = this;
    if (aim === null || (aim.place === 'rebuild' && this.rebuilding === 0)) return null;
    if (CALLED[aim.place].test(name)) this.aftermath = (AFTERMATH[aim.place] ?? 0) + 1;
    if (this.aftermath === 0) return null;
    this.aftermath -= 1;
    this.passed += 1;
    return this.passed === aim.nth ? aim.when : null;
  }

  private end(name: string): never {
    const called = name.replace(/\s+/g, ' ').slice(0, NAME_LENGTH);
    this.told(`${this.aim?.when ?? ''} ${called}`);
    process.kill(process.pid, 'SIGKILL');
    throw new Error('the process outlived its end');
  }
}
