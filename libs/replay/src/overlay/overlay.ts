import { calendarsOf, type AuditRequest } from '#domain';
import {
  parseInstant,
  type CalendarHistory,
  type CalendarVersion,
  type Exclusion,
  type Rulebook,
  type TermsVersion,
} from '#judge';
import type { NamedExclusion, RecordedRulebook } from '#read-models';

/** What an audit lays over the recorded history. */
export type Overlay = Pick<AuditRequest, 'amendments' | 'calendars' | 'exclusions' | 'withdraw'>;

/**
 * The amended history of one agreement: the recorded one with the overlaid versions as the last recorded
 * (spec/http.md, Audits). They are called `w1`, `w2`, ... in the order of the request, by agreement and by calendar.
 * @param asOf the log position up to which `recorded` was read; overlaid versions stand right after it
 */
export function overlaid(recorded: RecordedRulebook, overlay: Overlay, agreementId: string, asOf: number): Rulebook {
  const ours = overlay.amendments.filter((amendment) => amendment.agreementId === agreementId);
  const versions = ours.map((amendment, index): TermsVersion => ({
    ...placed(amendment, index, asOf),
    terms: amendment.terms,
  }));
  const timeline = [...recorded.timeline, ...versions];
  const named = calendarsOf(timeline.map(({ terms }) => terms));
  return {
    ...recorded,
    timeline,
    calendars: overlaidCalendars(named, recorded.calendars, overlay.calendars, asOf),
    exclusions: overlaidExclusions(recorded.exclusions, overlay, agreementId),
  };
}

type Placed = Omit<CalendarVersion, 'definition'>;
type OverlaidVersion = Overlay['calendars'][number] | Overlay['amendments'][number];

const placed = (version: OverlaidVersion, index: number, asOf: number): Placed => ({
  version: `w${index + 1}`,
  effectiveFrom: version.effectiveFrom === null ? null : parseInstant(version.effectiveFrom),
  effectiveUntil: version.effectiveUntil === null ? null : parseInstant(version.effectiveUntil),
  reach: version.reach,
  supersedes: version.supersedes,
  position: asOf + 1 + index,
});

/** Of the calendars that the terms name. One that only the overlay knows is a calendar like any other. */
function overlaidCalendars(
  named: readonly string[],
  recorded: readonly CalendarHistory[],
  overlay: Overlay['calendars'],
  asOf: number,
): readonly CalendarHistory[] {
  const histories = named.map((calendarId) => {
    const known = recorded.find((history) => history.calendarId === calendarId)?.versions ?? [];
    const laid = overlay
      .filter((version) => version.calendarId === calendarId)
      .map((version, index): CalendarVersion => ({ ...placed(version, index, asOf), definition: version.definition }));
    return { calendarId, versions: [...known, ...laid] };
  });
  return histories.filter(({ versions }) => versions.length > 0);
}

function overlaidExclusions(
  recorded: readonly NamedExclusion[],
  overlay: Overlay,
  agreementId: string,
): readonly Exclusion[] {
  const kept = recorded.filter(({ exclusionId }) => !overlay.withdraw.includes(exclusionId));
  const added = overlay.exclusions
    .filter((exclusion) => exclusion.agreementId === agreementId)
    .map(({ from, to, category }) => ({ from: parseInstant(from), to: parseInstant(to), category }));
  return [...kept, ...added];
}
