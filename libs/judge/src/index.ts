export * from './model/calendar-definition.js';
export * from './model/facts.js';
export * from './model/terms.js';
export * from './model/time.js';
export * from './model/verdict.js';
export * from './model/versions.js';
export { type Attained, attainment, attainmentExcused } from './attainment/attainment.js';
export {
  type Availability,
  availability,
  type AvailabilityQuestion,
  type Outage,
} from './availability/availability.js';
export { type Credit, creditOf, type BreachAmount, type Step } from './credits/credits.js';
export { type Period, type PeriodLength, periodOf } from './attainment/period.js';
export { NoOpenTimeError, type OpenTime, TooFarError } from './calendar/open-time.js';
export { CompiledCalendar } from './calendar/compiled-calendar.js';
export { caseAnswer, type CaseAnswer } from './case-json/case-answer.js';
export { type Case, CaseError, parseCase } from './case-json/parse-case.js';
export { compareCase, type Difference } from './case-json/compare-case.js';
export { verdictFromJson, type VerdictJson, verdictToJson } from './case-json/verdict-json.js';
export { checkCalendar } from './check/check-calendar.js';
export { checkTerms } from './check/check-terms.js';
export { type Problem } from './check/problem.js';
export { explain, type Explaining } from './explain/explain.js';
export { readCase, type TicketStatus, type TicketView } from './facts/read-case.js';
export { judge, type Judgement } from './judge.js';
export { type Duration, DurationError, formatDuration, parseDuration } from './time/iso-duration.js';
export { InstantError, instantToIso, parseInstant } from './time/iso-instant.js';
export { isTimeZone, TimeZoneError, zoneRules, ZoneRules } from './time/zone-rules.js';
export { compileRulebook, type CompiledRulebook, RulebookError } from './versions/rulebook.js';
