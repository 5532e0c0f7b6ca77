/**
 * Stretches of time as one flat list `[from, to, from, to, ...]`, ascending and disjoint, half-open, in milliseconds. A
 * stretch without an end ends at Infinity.
 */
export type Intervals = readonly number[];

export const NO_INTERVALS: Intervals = [];

/** The union of stretches in any order; empty and inverted ones drop out, those that touch become one. */
export function intervalsOf(stretches: readonly { readonly from: number; readonly to: number }[]): Intervals {
  if (stretches.length === 0) return NO_INTERVALS;
  const flat: number[] = [];
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) addInterval(flat, from, to);
  return flat;
}

/** Adds a stretch to a list none of whose stretches begins after it. */
export function addInterval(flat: number[], from: number, to: number): void {
  if (from >= to) return;
  const last = flat.at(-1) ?? -Infinity;
  if (from <= last) flat[flat.length - 1] = Math.max(last, to);
  else flat.push(from, to);
}

/** The union of two lists. */
export function unite(a: Intervals, b: Intervals): Intervals {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  const united: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if ((a[i] ?? Infinity) <= (b[j] ?? Infinity)) {
      addInterval(united, a[i] as number, a[i + 1] as number);
      i += 2;
    } else {
      addInterval(united, b[j] as number, b[j + 1] as number);
      j += 2;
    }
  }
  return united;
}
