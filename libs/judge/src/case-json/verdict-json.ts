import { type Instant, millisOf } from '../model/time.js';
import { type Verdict } from '../model/verdict.js';
import { instantToIso, parseInstant } from '../time/iso-instant.js';

type InstantField = 'startedAt' | 'measuredFrom' | 'dueAt' | 'breachesAt' | 'stoppedAt' | 'decidedAt' | 'atRiskAt';

/** A verdict as JSON: instants are ISO 8601 UTC with milliseconds, lengths of time integers of milliseconds. */
export type VerdictJson = {
  readonly [K in keyof Verdict]: K extends InstantField
    ? null extends Verdict[K]
      ? string | null
      : string
    : Verdict[K];
};

const iso = (at: Instant | null): string | null => (at === null ? null : instantToIso(at));
const at = (text: string | null): Instant | null => (text === null ? null : parseInstant(text));

export function verdictToJson(verdict: Verdict): VerdictJson {
  return {
    ...verdict,
    startedAt: instantToIso(verdict.startedAt),
    measuredFrom: instantToIso(verdict.measuredFrom),
    dueAt: iso(verdict.dueAt),
    breachesAt: iso(verdict.breachesAt),
    stoppedAt: iso(verdict.stoppedAt),
    decidedAt: iso(verdict.decidedAt),
    atRiskAt: iso(verdict.atRiskAt),
  };
}

/** @throws InstantError where an instant is none */
export function verdictFromJson(json: VerdictJson): Verdict {
  return {
    ...json,
    startedAt: parseInstant(json.startedAt),
    measuredFrom: parseInstant(json.measuredFrom),
    dueAt: at(json.dueAt),
    breachesAt: at(json.breachesAt),
    stoppedAt: at(json.stoppedAt),
    decidedAt: at(json.decidedAt),
    atRiskAt: at(json.atRiskAt),
    elapsedMs: millisOf(json.elapsedMs),
    overrunMs: millisOf(json.overrunMs),
    targetMs: json.targetMs === null ? null : millisOf(json.targetMs),
  };
}
