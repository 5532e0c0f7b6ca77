import type { Logged, Violation } from './violation.js';

/** The log in itself: positions ascend, every stream counts from 0 without a gap, no id comes twice. */
export function checkLog(log: readonly Logged[]): readonly Violation[] {
  const violations: Violation[] = [];
  const next = new Map<string, number>();
  const ids = new Set<string>();
  let last = -1;
  for (const { id, stream, revision, position } of log) {
    if (position <= last) violations.push({ what: `the log has position ${position} after ${last}` });
    last = position;
    const expected = next.get(stream) ?? 0;
    if (revision !== expected)
      violations.push({ what: `${stream} has revision ${revision} where ${expected} belongs` });
    next.set(stream, revision + 1);
    if (ids.has(id)) violations.push({ what: `event ${id} is in the log twice, the second time at ${position}` });
    ids.add(id);
  }
  return violations;
}

/** What two ways of reading say of the same log. */
export function checkSame(how: string, one: readonly Logged[], other: readonly Logged[]): readonly Violation[] {
  const text = ({ id, stream, revision, position }: Logged) => `${stream}@${revision} ${id} at ${position}`;
  const length = Math.max(one.length, other.length);
  for (let i = 0; i < length; i += 1) {
    const [a, b] = [one[i], other[i]].map((event) => (event === undefined ? 'nothing' : text(event)));
    if (a !== b) return [{ what: `${how}: event ${i} is ${a} and ${b}` }];
  }
  return [];
}
