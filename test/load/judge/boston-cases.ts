import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CalendarDefinition, type Fact, type Instant, instantOf, type Rulebook, type Terms } from '#judge';
import { SCENARIO } from '../../../apps/cli/src/demo/scenario.js';
import { checkMapping } from '../../../apps/cli/src/import/mapping/check-mapping.js';
import { columnsOf, type MappedCommand, rowReader } from '../../../apps/cli/src/import/mapping/row-to-commands.js';
import { openInput } from '../../../apps/cli/src/import/rows/open-input.js';
import { readRows } from '../../../apps/cli/src/import/rows/read-rows.js';
import { isBad } from '../../../apps/cli/src/import/rows/row-or-bad.js';

/** The committed sample. */
export const SAMPLE = join(import.meta.dirname, '../../../examples/boston311');
/** The larger part of the set, beside the project; absent in a plain clone. */
export const WHOLE = join(import.meta.dirname, '../../../../shared/data/boston311_2015');

/** The facts of one case: opened, and closed or not. */
export type BostonCase = readonly Fact[];

/** The day on which the city took its snapshot. */
export const SNAPSHOT: Instant = instantAt(SCENARIO.snapshot);

/** The cases of a folder's `tickets*.csv.gz`, read and mapped by the code that imports them. */
export async function bostonCases(folder: string): Promise<readonly BostonCase[]> {
  const mapping = checkMapping(json(join(SAMPLE, 'mapping.json')), 'mapping.json');
  const read = rowReader(mapping);
  const cases: BostonCase[] = [];
  for (const name of ticketFiles(folder)) {
    const rows = readRows(await openInput(join(folder, name)), columnsOf(mapping), mapping.delimiter);
    for await (const row of rows) {
      if (isBad(row)) throw new Error(`${name}:${row.line} ${row.reason}`);
      cases.push(asRead(read(row).map(factOf)));
    }
  }
  return cases;
}

/** Both versions of the terms and of the calendar, from when they held. */
export function bostonRules(): Rulebook {
  const version = { effectiveUntil: null, supersedes: false, reach: 'new' as const };
  const first = { ...version, version: 1 };
  const second = { ...version, version: 2 };
  const revisedFrom = instantAt(SCENARIO.revisedFrom);
  return {
    calendars: [
      {
        calendarId: SCENARIO.calendarId,
        versions: [
          { ...first, effectiveFrom: null, position: 1, definition: example<CalendarDefinition>('calendar-v1.json') },
          {
            ...second,
            effectiveFrom: revisedFrom,
            position: 2,
            definition: example<CalendarDefinition>('calendar-v2.json'),
          },
        ],
      },
    ],
    timeline: [
      {
        ...first,
        effectiveFrom: instantAt(SCENARIO.signedFrom),
        position: 3,
        terms: example<Terms>('terms-v1.json'),
      },
      {
        ...second,
        effectiveFrom: instantAt(SCENARIO.amendedFrom),
        position: 4,
        terms: example<Terms>('terms-v2.json'),
      },
    ],
    exclusions: [],
  };
}

function factOf({ name, ticketId, body }: MappedCommand, revision: number): Fact {
  const base = { id: `${ticketId}-${revision}`, revision, at: instantAt(text(body['at'])) };
  if (name === 'CloseTicket') return { ...base, type: 'closed' };
  if (name !== 'OpenTicket') throw new Error(`${ticketId}: ${name} is no command of a Boston case`);
  const opened = { ...base, type: 'opened' as const, tier: text(body['tier']), priority: text(body['priority']) };
  return body['category'] === undefined ? opened : { ...opened, category: text(body['category']) };
}

/** As an audit has it before it: parsed from the JSON text that the read models hold of a case. */
function asRead(facts: BostonCase): BostonCase {
  return JSON.parse(JSON.stringify(facts)) as BostonCase;
}

const text = (value: unknown): string => String(value);

function ticketFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /^tickets.*\.csv\.gz$/.test(name))
    .sort();
}

function instantAt(iso: string): Instant {
  return instantOf(Date.parse(iso));
}

const example = <T>(name: string): T => json(join(SAMPLE, name)) as T;

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
