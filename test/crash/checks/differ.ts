import { isDeepStrictEqual } from 'node:util';
import type { Row, Table } from './tables.js';

/** A row that two sets of tables do not have alike. */
interface Difference {
  readonly table: string;
  readonly key: string;
  readonly live: Row | undefined;
  readonly rebuilt: Row | undefined;
}

const MOST_LINES = 24;
const MOST_CHARACTERS = 400;

/** Where the live tables and the rebuilt ones differ: in words, the first ticket that differs with all its rows. */
export function differencesOf(live: readonly Table[], rebuilt: readonly Table[]): readonly string[] {
  const names = [...new Set([...live, ...rebuilt].map(({ name }) => name))].sort();
  const found = names.flatMap((name) => differing(name, rowsOf(live, name), rowsOf(rebuilt, name)));
  if (found.length === 0) return [];
  const tickets = found.flatMap(({ live: row, rebuilt: other }) => ticketOf(row ?? other) ?? []).sort();
  const [first] = tickets;
  const shown = first === undefined ? found : found.filter((one) => ticketOf(one.live ?? one.rebuilt) === first);
  const lines = shown.flatMap(inWords);
  const counts = names.flatMap((name) => {
    const count = found.filter(({ table }) => table === name).length;
    return count === 0 ? [] : [`${count} of ${name}`];
  });
  return [
    `rows differ: ${counts.join(', ')}${first === undefined ? '' : `; of the first ticket, ${first}:`}`,
    ...lines.slice(0, MOST_LINES),
    ...(lines.length > MOST_LINES ? [`and ${lines.length - MOST_LINES} more`] : []),
  ];
}

const rowsOf = (tables: readonly Table[], name: string): ReadonlyMap<string, Row> =>
  tables.find((table) => table.name === name)?.rows ?? new Map<string, Row>();

function differing(table: string, live: ReadonlyMap<string, Row>, rebuilt: ReadonlyMap<string, Row>): Difference[] {
  return [...new Set([...live.keys(), ...rebuilt.keys()])]
    .sort()
    .map((key) => ({ table, key, live: live.get(key), rebuilt: rebuilt.get(key) }))
    .filter((one) => !isDeepStrictEqual(one.live, one.rebuilt));
}

function ticketOf(row: Row | undefined): string | undefined {
  const id = row?.['ticket_id'];
  return typeof id === 'string' ? id : undefined;
}

function inWords({ table, key, live, rebuilt }: Difference): readonly string[] {
  const name = `${table} ${key}`;
  if (live === undefined || rebuilt === undefined)
    return [`${name}: only ${live === undefined ? 'rebuilt' : 'live'}: ${json(live ?? rebuilt)}`];
  return Object.keys({ ...live, ...rebuilt })
    .filter((column) => !isDeepStrictEqual(live[column], rebuilt[column]))
    .map((column) => `${name}: ${column}: live ${json(live[column])} rebuilt ${json(rebuilt[column])}`);
}

const json = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}...` : text;
};
