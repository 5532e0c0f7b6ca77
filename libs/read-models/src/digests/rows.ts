import type { CaseRow } from '../cases/case-row.js';
import { COUNTS } from '../compliance/moves.js';
import { COMPLIANCE_TABLES, complianceKey } from '../compliance/tables.js';
import { UNDONE_COLUMNS } from '../known/store.js';
import { NOTICE_COLUMNS } from '../notices/store.js';
import type { VerdictRow } from '../verdicts/verdict-row.js';

/** `replay`: every row whole. `content`: without positions and recorded times, for two logs of the same commands. */
export type DigestKind = 'content' | 'replay';

/** The rows of one ticket as a digest sees them. */
export function ticketRows(kind: DigestKind, row: CaseRow, verdicts: readonly VerdictRow[]): object {
  return { case: kind === 'replay' ? row : withoutPlace(row), verdicts };
}

function withoutPlace({ position: _, knownTo: _knownTo, ...row }: CaseRow): object {
  const facts = row.facts.map(({ position: _position, recordedAt: _recordedAt, ...fact }) => fact);
  return { ...row, facts };
}

/** A table that is not by ticket: its columns, which of them say where and when the log took it, and a stable order. */
export interface OtherTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly places: readonly string[];
  readonly order: string;
  /** Left out of the content digest: what it holds follows from when the log took things. */
  readonly replayOnly?: true;
}

const LAW = ['version', 'effective_from', 'effective_until', 'reach', 'supersedes', 'reason'];
const PLACES = ['position', 'recorded_at'];
const DIMENSIONS = ['tier', 'priority', 'category', 'team'];

const counters = (name: string, key: readonly string[], counts: readonly string[]): OtherTable => ({
  name,
  columns: [...key, ...counts],
  places: [],
  order: key.join(', '),
});

/** In the order in which they are digested, after the tickets. */
export const OTHER_TABLES: readonly OtherTable[] = [
  {
    name: 'agreements',
    columns: ['agreement_id', 'customer', 'name', 'kind', 'time_zone', 'revision'],
    places: PLACES,
    order: 'agreement_id',
  },
  {
    name: 'agreement_versions',
    columns: ['agreement_id', ...LAW, 'terms'],
    places: PLACES,
    order: 'agreement_id, version',
  },
  {
    name: 'agreement_terminations',
    columns: ['agreement_id', 'at', 'reason'],
    places: PLACES,
    order: 'agreement_id, position',
  },
  {
    name: 'exclusions',
    columns: [
      'agreement_id',
      'exclusion_id',
      'from_at',
      'to_at',
      'category',
      'reason',
      'withdrawn_position IS NOT NULL AS withdrawn',
    ],
    places: [...PLACES, 'withdrawn_position', 'withdrawn_recorded_at'],
    order: 'agreement_id, exclusion_id',
  },
  { name: 'calendars', columns: ['calendar_id', 'time_zone', 'revision'], places: PLACES, order: 'calendar_id' },
  {
    name: 'calendar_versions',
    columns: ['calendar_id', ...LAW, 'definition'],
    places: PLACES,
    order: 'calendar_id, version',
  },
  ...COMPLIANCE_TABLES.map((table) => counters(table.name, complianceKey(table), COUNTS)),
  counters(
    'duration_buckets',
    ['agreement_id', 'customer', 'metric', ...DIMENSIONS, 'decided_on', 'bucket'],
    ['n', 'sum_ms'],
  ),
  counters('rating_counters', ['agreement_id', 'customer', ...DIMENSIONS, 'rated_on'], ['n', 'sum']),
  {
    name: 'undone_breaches',
    columns: Object.keys(UNDONE_COLUMNS).filter((name) => name !== 'position' && name !== 'recorded_at'),
    places: PLACES,
    order: 'ticket_id, metric COLLATE "C", cycle, position',
    replayOnly: true,
  },
  {
    name: 'notices',
    columns: Object.keys(NOTICE_COLUMNS).filter((name) => !PLACES.includes(name)),
    places: PLACES,
    order: 'id',
    replayOnly: true,
  },
  {
    name: 'dead_letters',
    columns: ['id', 'kind', 'stream', 'revision', 'type', 'reason', 'waiting_to'],
    places: PLACES,
    order: 'id',
  },
  {
    name: 'discards',
    columns: ['stream', 'revision', 'event_id'],
    places: ['position'],
    order: 'stream, revision',
  },
];
