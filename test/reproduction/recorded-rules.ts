import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AgreementEvent,
  type AgreementState,
  type CalendarEvent,
  type CalendarState,
  decideAgreement,
  decideCalendar,
  evolveAgreement,
  evolveCalendar,
  initialAgreement,
  initialCalendar,
  rulebookOf,
} from '#domain';
import { type CalendarDefinition, compileRulebook, type CompiledRulebook, parseInstant, type Terms } from '#judge';
import { type CalendarFiles, type PublishedSet, type VersionFile } from './published-set.js';

/** What governs a set's tickets, as a log that took these commands would have it. */
export interface RecordedRules {
  readonly agreement: AgreementState;
  readonly rulebook: CompiledRulebook;
}

/** Defines the calendars of a set and signs its agreement, through the domain's deciders. @throws Rejection */
export async function recordRules(set: PublishedSet, example: string): Promise<RecordedRules> {
  const log = new RulesLog();
  for (const calendar of set.calendars) await log.define(calendar, example);
  for (const version of set.terms) await log.agree(set.agreementId, version, example);
  if (log.agreement.kind === 'unsigned') throw new RangeError(`the set ${set.name} names no terms`);
  const rulebook = rulebookOf(log.agreement, (calendarId) => {
    const found = log.calendars.get(calendarId);
    return found && { calendarId, versions: found.versions };
  });
  return { agreement: log.agreement, rulebook: compileRulebook(rulebook) };
}

class RulesLog {
  agreement: AgreementState = initialAgreement;
  readonly calendars = new Map<string, CalendarState>();
  private position = 0;

  async define({ calendarId, versions }: CalendarFiles, example: string): Promise<void> {
    for (const { file, effectiveFrom } of versions) {
      const definition = await readJson<CalendarDefinition>(example, file);
      const state = this.calendars.get(calendarId) ?? initialCalendar;
      const revision = { effectiveFrom: parseInstant(effectiveFrom), reach: 'new', reason: file } as const;
      const events = decideCalendar(
        state === initialCalendar
          ? { type: 'DefineCalendar', calendarId, definition }
          : { type: 'ReviseCalendar', calendarId, definition, ...revision },
        state,
      );
      this.calendars.set(calendarId, events.map(this.recorded<CalendarEvent>).reduce(evolveCalendar, state));
    }
  }

  async agree(agreementId: string, { file, effectiveFrom }: VersionFile, example: string): Promise<void> {
    const terms = await readJson<Terms>(example, file);
    const version = { agreementId, effectiveFrom: parseInstant(effectiveFrom), terms };
    const events = decideAgreement(
      this.agreement === initialAgreement
        ? { type: 'SignAgreement', ...version, customer: agreementId, name: agreementId, kind: 'customer' }
        : { type: 'AmendAgreement', ...version, reach: 'new', reason: file },
      this.agreement,
      { calendar: (id) => this.calendars.get(id)?.versions.at(-1)?.definition },
    );
    this.agreement = events.map(this.recorded<AgreementEvent>).reduce(evolveAgreement, this.agreement);
  }

  private readonly recorded = <E>(event: E) => {
    this.position += 1;
    return { ...event, id: `rule-${this.position}`, revision: this.position, position: this.position, recordedAt: 0 };
  };
}

const readJson = async <T>(folder: string, file: string): Promise<T> =>
  JSON.parse(await readFile(join(folder, file), 'utf8')) as T;
