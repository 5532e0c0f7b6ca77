import { type CalendarDefinition } from '../model/calendar-definition.js';
import { DurationError, parseDuration } from '../time/iso-duration.js';
import { at, zone } from './check-calendar.js';
import { findAvailability, findCredits } from './check-credits.js';
import { findOwnMetrics } from './check-metrics.js';
import { Findings, type Problem, shown } from './problem.js';

const FIELDS = [
  'timeZone',
  'calendar',
  'atRisk',
  'reopen',
  'change',
  'pauses',
  'metrics',
  'tiers',
  'credits',
  'availability',
] as const;

/**
 * What is wrong with an agreement's terms, all at once: durations, calendars that are not known, unknown fields, the same
 * target twice, goals and shares out of (0, 1], policies, triggers, ladders.
 * @param calendars the definition by id; undefined for a calendar that is not known. `24x7` is built in
 * @param path the name of the document in the paths
 */
export function checkTerms(
  terms: unknown,
  calendars: (id: string) => CalendarDefinition | undefined,
  path = 'terms',
): Problem[] {
  const findings = new Findings();
  findTerms(findings, terms, path, (id) => id === '24x7' || calendars(id) !== undefined);
  return findings.problems('all');
}

/** Finds what is wrong with terms; the fatal findings are those without which one can judge by them. */
export function findTerms(findings: Findings, value: unknown, path: string, isCalendar: (id: string) => boolean): void {
  const terms = findings.object(value, path, FIELDS);
  if (!terms) return;
  const calendar = (each: unknown, where: string): void => {
    if (each !== undefined && findings.text(each, where) && !isCalendar(each)) {
      findings.wrong(where, `calendar ${shown(each)} is not known`);
    }
  };
  if (terms['timeZone'] !== undefined) zone(findings, terms['timeZone'], at(path, 'timeZone'));
  calendar(terms['calendar'], at(path, 'calendar'));
  atRisk(findings, terms['atRisk'], at(path, 'atRisk'));
  if (terms['reopen'] !== undefined)
    findings.oneOf(terms['reopen'], at(path, 'reopen'), ['resume', 'restart', 'ignore']);
  if (terms['change'] !== undefined) {
    findings.oneOf(terms['change'], at(path, 'change'), ['from-start', 'restart', 'proportional']);
  }
  pauses(findings, terms['pauses'], at(path, 'pauses'));
  findOwnMetrics(findings, terms['metrics'], at(path, 'metrics'));
  tiers(findings, terms['tiers'], at(path, 'tiers'), calendar);
  findCredits(findings, terms['credits'], at(path, 'credits'));
  findAvailability(findings, terms['availability'], at(path, 'availability'), calendar);
}

export const isShare = (value: number): boolean => value > 0 && value <= 1;

/** A share as a number or a decimal text of at most fifteen digits after the point. */
function atRisk(findings: Findings, value: unknown, path: string): void {
  if (value === undefined) return;
  const decimal = typeof value === 'number' || (typeof value === 'string' && /^\d?\.?\d{1,15}$/.test(value));
  if (!decimal || !isShare(Number(value))) findings.fatal(path, `${shown(value)} is no share in (0, 1]`);
}

function pauses(findings: Findings, value: unknown, path: string): void {
  if (value === undefined) return;
  for (const [reason, metrics] of Object.entries(findings.object(value, path, null) ?? {})) {
    findings
      .list(metrics, `${path}.${reason}`)
      .forEach((metric, i) => findings.text(metric, `${path}.${reason}[${i}]`));
  }
}

type CheckCalendar = (id: unknown, path: string) => void;

function tiers(findings: Findings, value: unknown, path: string, calendar: CheckCalendar): void {
  for (const [tier, targets] of Object.entries(findings.object(value, path, null) ?? {})) {
    const seen = new Set<string>();
    findings.list(targets, `${path}.${tier}`).forEach((target, i) => {
      const where = `${path}.${tier}[${i}]`;
      const fields = findings.object(target, where, [
        'metric',
        'priority',
        'category',
        'within',
        'days',
        'calendar',
        'goal',
      ]);
      if (!fields) return;
      findTarget(findings, fields, where, calendar);
      const key = JSON.stringify([fields['metric'], fields['priority'] ?? '*', fields['category'] ?? '*']);
      if (seen.has(key)) findings.wrong(where, 'the same metric, priority and category stand above');
      seen.add(key);
    });
  }
}

function findTarget(
  findings: Findings,
  target: Readonly<Record<string, unknown>>,
  path: string,
  calendar: CheckCalendar,
): void {
  findings.text(target['metric'], `${path}.metric`);
  for (const field of ['priority', 'category']) {
    if (target[field] !== undefined) findings.text(target[field], `${path}.${field}`);
  }
  within(findings, target['within'], `${path}.within`);
  if (target['days'] !== undefined) findings.oneOf(target['days'], `${path}.days`, ['working', 'calendar']);
  calendar(target['calendar'], `${path}.calendar`);
  const goal = target['goal'];
  // A number, as the terms' type says: it stands in every verdict.
  if (goal !== undefined && !(typeof goal === 'number' && isShare(goal)))
    findings.wrong(`${path}.goal`, `${shown(goal)} is no share in (0, 1]`);
}

function within(findings: Findings, value: unknown, path: string): void {
  if (value === null) return;
  if (typeof value !== 'string') return findings.fatal(path, `${shown(value)} is no duration`);
  try {
    const { days, timeMs } = parseDuration(value);
    if (days === 0 && timeMs === 0) findings.fatal(path, `${shown(value)} is not more than zero`);
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
    findings.fatal(path, error.message);
  }
}
