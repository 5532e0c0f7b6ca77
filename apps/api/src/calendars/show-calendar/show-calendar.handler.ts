import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { compileRulebook, type Instant } from '#judge';
import { ProblemError } from '#platform';
import { type CalendarVersionView, readCalendar, readCalendarVersions } from '#read-models';
import { isoOf, isoOrNull, standAnswer } from '../../queries/answers.js';
import type { Snapshot } from '../../queries/models.js';
import { instantOfParameter } from '../../queries/parameters.js';
import { Reader } from '../../queries/reader.js';
import type { CalendarAnswer, CalendarVersionAnswer } from './show-calendar.dto.js';
import { ShowCalendar } from './show-calendar.query.js';

@QueryHandler(ShowCalendar)
export class ShowCalendarHandler implements IQueryHandler<ShowCalendar> {
  constructor(private readonly reader: Reader) {}

  execute({ calendarId, asked }: ShowCalendar): Promise<CalendarAnswer> {
    const work = async ({ sql, stand, now }: Snapshot): Promise<CalendarAnswer> => {
      const calendar = await readCalendar(sql, calendarId);
      if (calendar === undefined) throw new ProblemError(404, `there is no calendar ${calendarId}`);
      const versions = await readCalendarVersions(sql, calendarId);
      const at = instantOfParameter(asked.effectiveAt) ?? now;
      const version = inForce(calendarId, versions, at);
      return {
        ...calendar,
        recordedAt: isoOf(calendar.recordedAt),
        effectiveAt: isoOf(at),
        inForce: version && versionAnswer(version),
        definition: version && version.definition,
        versions: versions.map(versionAnswer),
        ...standAnswer(stand),
      };
    };
    return this.reader.read(asked, work, { past: { of: 'rules' } });
  }
}

/** Which version governs is the judge's to say. */
function inForce(
  calendarId: string,
  versions: readonly CalendarVersionView[],
  at: Instant,
): CalendarVersionView | null {
  const rulebook = compileRulebook({ timeline: [], calendars: [{ calendarId, versions }], exclusions: [] });
  const label = rulebook.calendars.get(calendarId)?.at(at)?.label;
  return versions.find(({ version }) => `${calendarId}@${version}` === label) ?? null;
}

const versionAnswer = (version: CalendarVersionView): CalendarVersionAnswer => ({
  version: version.version,
  effectiveFrom: isoOrNull(version.effectiveFrom),
  effectiveUntil: isoOrNull(version.effectiveUntil),
  reach: version.reach,
  supersedes: version.supersedes,
  reason: version.reason,
  position: String(version.position),
  recordedAt: isoOf(version.recordedAt),
  definition: version.definition,
});
