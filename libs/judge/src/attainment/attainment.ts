/** How many verdicts of a period were kept and broken; `excused` are those of `breached` that carry an excuse. */
export interface Attained {
  readonly met: number;
  readonly breached: number;
  readonly excused?: number;
}

/** `met / (met + breached)`, a share from 0 to 1; null for none of either (spec/judge.md, Attainment). */
export function attainment({ met, breached }: Attained): number | null {
  return met + breached === 0 ? null : met / (met + breached);
}

/** Attainment with excused breaches left out. */
export function attainmentExcused({ met, breached, excused = 0 }: Attained): number | null {
  return attainment({ met, breached: breached - excused });
}
