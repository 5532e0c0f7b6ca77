export * from './data-source.js';
export { createReadModelSchema, migrate } from './migrate.js';
export type { CaseFact, RatedFact, Recorded } from './cases/case-fact.js';
export { CaseEntity, type CaseStatus } from './cases/case.entity.js';
export { VerdictEntity } from './verdicts/verdict.entity.js';
export { ComplianceCounterEntity } from './compliance/compliance-counter.entity.js';
export { ComplianceDayEntity } from './compliance/compliance-day.entity.js';
export { DurationBucketEntity } from './durations/duration-bucket.entity.js';
export { RatingCounterEntity } from './ratings/rating-counter.entity.js';
export { AgreementEntity } from './agreements/agreement.entity.js';
export { AgreementVersionEntity } from './agreements/agreement-version.entity.js';
export { AgreementTerminationEntity } from './agreements/agreement-termination.entity.js';
export { ExclusionEntity } from './agreements/exclusion.entity.js';
export { CalendarEntity } from './calendars/calendar.entity.js';
export { CalendarVersionEntity } from './calendars/calendar-version.entity.js';
export { CheckpointEntity } from './checkpoints/checkpoint.entity.js';
export { DeadLetterEntity } from './checkpoints/dead-letter.entity.js';
export { DiscardEntity } from './checkpoints/discard.entity.js';
export { LeaseEntity } from './checkpoints/lease.entity.js';
export { RebuildEntity, type RebuildState } from './checkpoints/rebuild.entity.js';
export { RequestEntity, type RequestKind } from './checkpoints/request.entity.js';
export { RestatementEntity } from './checkpoints/restatement.entity.js';
export { StatusEntity, type ProjectionState } from './checkpoints/status.entity.js';
export * from './queries/index.js';
export * from './as-of/index.js';
export * from './agreements/queries.js';
export * from './breaches/queries.js';
export * from './calendars/queries.js';
export * from './cases/queries.js';
export * from './checkpoints/dead-letter-queries.js';
export * from './checkpoints/queries.js';
export * from './compliance/queries.js';
export * from './durations/percentiles.js';
export * from './notices/queries.js';
export * from './tiers/queries.js';
export * from './verdicts/queries.js';
export type { StoredVerdict } from './verdicts/stored-verdict.js';
export { AGREEMENT_PREFIX, applyAgreementEvent } from './agreements/apply.js';
export {
  agreementsNaming,
  loadCalendars,
  loadRulebook,
  type NamedExclusion,
  type RecordedRulebook,
} from './agreements/load-rulebook.js';
export { applyCalendarEvent, CALENDAR_PREFIX } from './calendars/apply.js';
export type { CaseRow, RecordedCase } from './cases/case-row.js';
export { readHappening, TICKET_PREFIX, UnfitEventError, type Happening } from './cases/happening.js';
export type { StreamEvent } from './cases/stream-event.js';
export {
  bareCase,
  CASE_COLUMNS,
  caseRecord,
  loadCases,
  loadCasesAfter,
  loadCasesOf,
  loadDueCases,
} from './cases/store.js';
export {
  CHECKPOINT_CHANNEL,
  loadCheckpoint,
  PROJECTION,
  saveCheckpoint,
  type Checkpoint,
} from './checkpoints/checkpoint.js';
export {
  dropEventLetter,
  loadStuckStreams,
  takeEventLetter,
  writeEventLetters,
  writeWaiting,
  type StuckStream,
} from './checkpoints/dead-letters.js';
export {
  DISCARDS_STREAM,
  loadDiscards,
  passDiscarded,
  readDiscard,
  writeDiscard,
  type Discard,
} from './checkpoints/discards.js';
export { dropLease, fence, holdLease, LeaseLostError, takeLease, type Lease } from './checkpoints/lease.js';
export { saveRebuildProgress, type RebuildProgress } from './checkpoints/rebuild-progress.js';
export {
  closeRebuilds,
  closeRequest,
  lastRequest,
  openRequests,
  REQUEST_CHANNEL,
  requestPause,
  requestRebuild,
  requestResume,
  requestRetry,
  UnknownProjectionError,
  type ProjectionRequest,
} from './checkpoints/requests.js';
export {
  addRestatements,
  endRestatement,
  moveRestatement,
  nextRestatement,
  type Restatement,
} from './checkpoints/restatements.js';
export { saveStatus, type Status } from './checkpoints/status.js';
export { NO_GOAL, UNDECIDED } from './compliance/moves.js';
export { COMPLIANCE_TABLES } from './compliance/tables.js';
export { contentDigest, digestsOf, replayDigest, type Digests } from './digests/digest.js';
export { bucketOf, valueOfBucket, ZERO_BUCKET } from './durations/buckets.js';
export { difference, type Difference } from './fold/difference.js';
export { fold, judgeAgain, type Folded, type Refused } from './fold/fold.js';
export { forgetStream } from './fold/forget.js';
export { loadStandings, standingsOf } from './fold/load.js';
export { makeRules, type Rules } from './fold/rules.js';
export { stand } from './fold/stand.js';
export type { Change, Standing } from './fold/standing.js';
export { writeDifference } from './fold/write.js';
export { knownHistory, type KnownVerdict } from './known/history.js';
export { Law, loadLaw, type LawMark, type LawOf } from './known/law.js';
export { UNDONE_COLUMNS, undoneRecord } from './known/store.js';
export { rowOf, undoneBreaches, type UndoneBreach } from './known/undone.js';
export { UndoneBreachEntity } from './known/undone-breach.entity.js';
export { walkKnown, type Because, type Known, type KnownStep } from './known/walk.js';
export type { NoticeRow } from './notices/notice-row.js';
export { NoticeEntity } from './notices/notice.entity.js';
export { NOTICE_PREFIX, readNotice } from './notices/read-notice.js';
export { writeNotices } from './notices/store.js';
export { CopyInto, copyRows } from './sql/copy.js';
export { announcedAmong, clearOutgoing, markSent, putOutgoing, unsentNotices, type Outgoing } from './outbox/outbox.js';
export { OutboxEntity } from './outbox/outbox.entity.js';
export { queryRows, type Queryable } from './sql/queryable.js';
export { bareVerdict, VERDICT_COLUMNS, verdictRecord } from './verdicts/store.js';
export type { VerdictRow } from './verdicts/verdict-row.js';
export { writeCaseLetters } from './checkpoints/dead-letters.js';
export { COUNTER_TABLES, CounterLoad } from './fold/counter-load.js';
export { CounterTotals } from './fold/counter-totals.js';
export { READER_ROLE } from './views/grant.js';
