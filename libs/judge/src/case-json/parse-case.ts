import { shown } from '../check/problem.js';
import { type Fact } from '../model/facts.js';
import { type Terms } from '../model/terms.js';
import { type Instant } from '../model/time.js';
import { type CalendarHistory, type Exclusion, type Reach, type Rulebook } from '../model/versions.js';
import { parseInstant } from '../time/iso-instant.js';

/** The document is no case: the message says where and why. */
export class CaseError extends Error {
  override readonly name = 'CaseError';
}

/** A case as `avenant judge` reads it. */
export interface Case {
  readonly name: string | null;
  readonly facts: readonly Fact[];
  readonly rulebook: Rulebook;
  readonly now: Instant;
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads a case (spec/judge.md, A case as JSON). @throws CaseError for what is none */
export function parseCase(json: unknown): Case {
  const document = fields(json, 'the case');
  return {
    name: nameOf(json),
    now: instant(document['now'], 'now'),
    facts: list(document['facts'], 'facts').map(parseFact),
    rulebook: {
      calendars: list(document['calendars'] ?? [], 'calendars').map(parseCalendar),
      timeline: list(document['timeline'] ?? [], 'timeline').map((version, i) => {
        const where = `timeline[${i}]`;
        return { ...parseVersion(version, where), terms: fields(version, where)['terms'] as Terms };
      }),
      terminations: list(document['terminations'] ?? [], 'terminations').map((each, i) => ({
        at: instant(fields(each, `terminations[${i}]`)['at'], `terminations[${i}].at`),
        position: number(fields(each, `terminations[${i}]`)['position'], `terminations[${i}].position`),
      })),
      exclusions: list(document['exclusions'] ?? [], 'exclusions').map(parseExclusion),
    },
  };
}

/** The name of a case, also of one that cannot be judged. */
export function nameOf(json: unknown): string | null {
  const name = typeof json === 'object' && json !== null ? (json as Fields)['name'] : null;
  return typeof name === 'string' ? name : null;
}

function parseCalendar(value: unknown, i: number): CalendarHistory {
  const where = `calendars[${i}]`;
  const calendar = fields(value, where);
  return {
    calendarId: text(calendar['calendarId'], `${where}.calendarId`),
    versions: list(calendar['versions'], `${where}.versions`).map((version, j) => {
      const at = `${where}.versions[${j}]`;
      const definition = fields(version, at)['definition'] as CalendarHistory['versions'][number]['definition'];
      return { ...parseVersion(version, at), definition };
    }),
  };
}

function parseVersion(value: unknown, where: string): Omit<Rulebook['timeline'][number], 'terms'> {
  const version = fields(value, where);
  const reach = version['reach'] ?? 'new';
  if (reach !== 'new' && reach !== 'open')
    throw new CaseError(`${where}.reach: ${shown(reach)} is neither new nor open`);
  const label = version['version'];
  if (typeof label !== 'number' && typeof label !== 'string')
    throw new CaseError(`${where}.version: ${shown(label)} is neither a number nor a text`);
  return {
    version: label,
    effectiveFrom:
      version['effectiveFrom'] == null ? null : instant(version['effectiveFrom'], `${where}.effectiveFrom`),
    effectiveUntil:
      version['effectiveUntil'] == null ? null : instant(version['effectiveUntil'], `${where}.effectiveUntil`),
    reach: reach satisfies Reach,
    supersedes: version['supersedes'] === true,
    position: number(version['position'], `${where}.position`),
  };
}

function parseExclusion(value: unknown, i: number): Exclusion {
  const where = `exclusions[${i}]`;
  const exclusion = fields(value, where);
  return {
    from: instant(exclusion['from'], `${where}.from`),
    to: instant(exclusion['to'], `${where}.to`),
    category: text(exclusion['category'] ?? '*', `${where}.category`),
  };
}

/** What a fact of a type must say besides when it happened. Unknown types are the judge's to ignore. */
const needed: Readonly<Record<string, readonly string[]>> = {
  opened: ['tier', 'priority'],
  paused: ['reason'],
  priority: ['priority'],
  tier: ['tier'],
  category: ['category'],
  retracted: ['eventId'],
  excused: ['metric', 'reason'],
};

function parseFact(value: unknown, i: number): Fact {
  const where = `facts[${i}]`;
  const fact = fields(value, where);
  const type = text(fact['type'], `${where}.type`);
  for (const field of needed[type] ?? []) text(fact[field], `${where}.${field}`);
  if (type === 'excused') number(fact['cycle'], `${where}.cycle`);
  return {
    ...fact,
    id: text(fact['id'], `${where}.id`),
    revision: number(fact['revision'], `${where}.revision`),
    at: instant(fact['at'], `${where}.at`),
    ...(type === 'opened' ? { category: fact['category'] ?? undefined, paused: fact['paused'] ?? undefined } : {}),
  } as Fact;
}

function fields(value: unknown, where: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new CaseError(`${where}: ${shown(value)} is no object`);
}

function list(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new CaseError(`${where}: ${shown(value)} is no list`);
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  throw new CaseError(`${where}: ${shown(value)} is no text`);
}

function number(value: unknown, where: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new CaseError(`${where}: ${shown(value)} is no number`);
}

function instant(value: unknown, where: string): Instant {
  try {
    return parseInstant(value);
  } catch (error) {
    throw new CaseError(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
