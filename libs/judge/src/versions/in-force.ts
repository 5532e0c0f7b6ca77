import { type Reach } from '../model/versions.js';

/** What terms and calendars have in common as versions. Null: from the beginning, or without an end. */
export interface Versioned {
  readonly effectiveFrom: number | null;
  readonly effectiveUntil: number | null;
  readonly reach: Reach;
  readonly supersedes: boolean;
  readonly position: number;
}

/** A version with reach `open` takes over the clocks running or paused at an instant. */
export interface Switch<V> {
  readonly at: number;
  readonly version: V;
}

/** Which version is in force when (spec/judge.md, Versions), worked out once: by spans, ascending. */
export class InForce<V extends Versioned> {
  private readonly froms: number[];
  private readonly versions: (V | null)[];
  /** Every effectiveFrom of a version with reach `open` that becomes the one in force, ascending. */
  readonly switches: readonly Switch<V>[];

  constructor(all: readonly V[]) {
    const edges = new Set([-Infinity]);
    for (const { effectiveFrom, effectiveUntil } of all) {
      edges.add(effectiveFrom ?? -Infinity);
      edges.add(effectiveUntil ?? Infinity);
    }
    this.froms = [...edges].sort((a, b) => a - b);
    this.versions = this.froms.map((at) => choose(all.filter((version) => holds(version, at))));
    this.switches = all
      .filter(({ reach, effectiveFrom }) => reach === 'open' && effectiveFrom !== null)
      .map((version) => ({ at: version.effectiveFrom as number, version }))
      .filter(({ at, version }) => this.at(at) === version)
      .sort((a, b) => a.at - b.at);
  }

  /** The version in force at an instant, null for none. */
  at(instant: number): V | null {
    let i = this.froms.length - 1;
    while (i > 0 && (this.froms[i] as number) > instant) i -= 1;
    return this.versions[i] ?? null;
  }

  /** The last switch in `(after, upTo]`, null for none. */
  lastSwitch(after: number, upTo: number): V | null {
    for (let i = this.switches.length - 1; i >= 0; i -= 1) {
      const { at, version } = this.switches[i] as Switch<V>;
      if (at <= upTo) return at > after ? version : null;
    }
    return null;
  }

  /** Which version is in force when within `[from, to)`, without the stretches in which none is. */
  spans(from: number, to: number): { readonly version: V; readonly from: number; readonly to: number }[] {
    return this.versions.flatMap((version, i) => {
      const start = Math.max(from, this.froms[i] as number);
      const end = Math.min(to, this.froms[i + 1] ?? Infinity);
      return version !== null && start < end ? [{ version, from: start, to: end }] : [];
    });
  }
}

const holds = ({ effectiveFrom, effectiveUntil }: Versioned, at: number): boolean =>
  (effectiveFrom ?? -Infinity) <= at && at < (effectiveUntil ?? Infinity);

/** Of the versions that hold: superseding ones hide those recorded before; then the latest effectiveFrom, the later recorded. */
function choose<V extends Versioned>(holding: readonly V[]): V | null {
  const hidden = Math.max(-Infinity, ...holding.filter(({ supersedes }) => supersedes).map(({ position }) => position));
  let best: V | null = null;
  for (const version of holding) if (version.position >= hidden && (!best || beats(version, best))) best = version;
  return best;
}

function beats(a: Versioned, b: Versioned): boolean {
  const from = (a.effectiveFrom ?? -Infinity) - (b.effectiveFrom ?? -Infinity);
  return from > 0 || (!(from < 0) && a.position > b.position);
}
