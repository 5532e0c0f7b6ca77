import type { Position } from '@eventstore/db-client';
import { ShownEvent, ShownPosition } from './shown.js';

const MAX = 0x7fff_ffff_ffff_ffffn;

export const isPosition = (value: unknown): value is Position => {
  const position = value as Partial<Position> | null;
  return typeof position === 'object' && typeof position?.commit === 'bigint' && typeof position.prepare === 'bigint';
};

/** Names the positions of one outcome by their order, so that two servers can be compared. */
export class Ranks {
  private readonly names = new Map<bigint, string>();

  constructor(outcome: unknown) {
    const found = new Set<bigint>();
    collect(outcome, found, new Set());
    const sorted = [...found].filter((position) => position !== 0n && position < MAX).sort((a, b) => (a < b ? -1 : 1));
    sorted.forEach((position, i) => this.names.set(position, `P${i}`));
  }

  name(position: bigint | undefined): string {
    if (position === undefined) return 'absent';
    if (position === 0n) return 'P=0';
    return position >= MAX ? 'P=max' : (this.names.get(position) ?? 'P?');
  }

  show(position: Position): unknown {
    const { commit, prepare } = position;
    return commit === prepare ? this.name(commit) : { commit: this.name(commit), prepare: this.name(prepare) };
  }
}

function collect(value: unknown, found: Set<bigint>, seen: Set<object>): void {
  if (typeof value !== 'object' || value === null || seen.has(value) || ArrayBuffer.isView(value)) return;
  seen.add(value);
  if (value instanceof ShownPosition) found.add(value.value);
  else if (value instanceof ShownEvent) collectEvent(value, found);
  else if (isPosition(value)) found.add(value.commit).add(value.prepare);
  else for (const inner of value instanceof Map ? value.values() : Object.values(value)) collect(inner, found, seen);
}

function collectEvent({ event: { event, link, commitPosition } }: ShownEvent, found: Set<bigint>): void {
  for (const record of [event, link])
    if (record?.position) found.add(record.position.commit).add(record.position.prepare);
  if (commitPosition !== undefined) found.add(commitPosition);
}
