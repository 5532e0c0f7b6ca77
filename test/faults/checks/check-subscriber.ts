import type { Entry } from '../actors/journal.js';
import type { Logged, Violation } from './violation.js';

/**
 * What a subscriber saw against what is in the log. From each place it began at it saw its filter's events one by one, in
 * order, none left out and none twice; so what it saw again was after its mark. All in all it saw everything.
 */
export function checkSubscriber(
  journal: readonly Entry[],
  prefixes: readonly string[],
  log: readonly Logged[],
): readonly Violation[] {
  const mine = log.filter((event) => concerns(prefixes, event));
  const course = new Course(mine);
  for (const entry of journal) course.follow(entry);
  const missing = mine[course.covered];
  const unseen = missing && { what: `it never saw ${text(missing)}` };
  return unseen === undefined ? course.violations : [...course.violations, unseen];
}

export const concerns = (prefixes: readonly string[], { stream }: Logged): boolean =>
  prefixes.some((prefix) => stream.startsWith(prefix));

const text = ({ stream, revision, position }: Logged) => `${stream}@${revision} at ${position}`;

/** Walks through the events of a filter as the subscriber did. */
class Course {
  readonly violations: Violation[] = [];
  /** How many of the events, from the first on, have been seen. */
  covered = 0;
  private next = 0;
  private marked = -1;

  constructor(private readonly events: readonly Logged[]) {}

  follow(entry: Entry): void {
    switch (entry.kind) {
      case 'began':
        return this.begin(entry.after, entry.t);
      case 'saw':
        return this.see(entry, entry.t);
      case 'passed':
        return this.pass(entry.position, entry.t);
      case 'mark':
        this.marked = entry.position;
        return;
      case 'offered':
      case 'written':
      case 'refused':
      case 'open':
        return;
    }
  }

  private begin(after: number, t: number): void {
    if (after !== this.marked) this.violations.push({ what: `it began after ${after}, its mark is ${this.marked}`, t });
    this.next = this.indexAfter(after);
  }

  private see(seen: Logged, t: number): void {
    const due = this.events[this.next];
    const isDue = due?.position === seen.position && due.id === seen.id && due.revision === seen.revision;
    if (!isDue) this.violations.push({ what: `it saw ${text(seen)} where ${due ? text(due) : 'nothing'} was due`, t });
    this.next = isDue ? this.next + 1 : Math.max(this.next, this.indexAfter(seen.position));
    this.covered = Math.max(this.covered, this.next);
  }

  /** A checkpoint: what lies up to it must have been seen. */
  private pass(position: number, t: number): void {
    const due = this.events[this.next];
    if (due === undefined || due.position > position) return;
    this.violations.push({ what: `a checkpoint at ${position} passed over ${text(due)}`, t });
  }

  private indexAfter(position: number): number {
    const index = this.events.findIndex((event) => event.position > position);
    return index < 0 ? this.events.length : index;
  }
}
