/**
 * Finds the limit of each priority between the kept and the missed of published rows, for terms.json:
 *
 *     npm run build && node examples/uci-incidents/limits.js DIR
 *
 * DIR holds events*.csv.gz. This script reads made_sla, because no limits are published; the mapping does not. Each
 * incident counts from its opening to its first closing, in the hours of calendar.json, by its priority at the closing.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { dateReader } from '../../dist/apps/cli/src/import/mapping/date-format.js';
import { CompiledCalendar } from '../../dist/libs/judge/src/index.js';

const source = process.argv[2];
if (!source) {
  console.error('usage: node examples/uci-incidents/limits.js DIR');
  process.exit(2);
}

const instant = dateReader('d/M/yyyy HH:mm', 'UTC');
const calendar = new CompiledCalendar(
  'uci-desk',
  JSON.parse(readFileSync(join(import.meta.dirname, 'calendar.json'), 'utf8')),
);
const incidents = closedIncidents();
const priorities = [...new Set(incidents.map(({ priority }) => priority))].sort();

const steady = incidents.filter(({ changed }) => !changed);
console.log(`${incidents.length} closed incidents, ${steady.length} of them never of another priority\n`);
for (const priority of priorities) {
  const ours = steady.filter((one) => one.priority === priority);
  const hours = (kept) => ours.filter((one) => one.kept === kept).map((one) => one.hours.toFixed(2));
  console.log(`${priority}: ${ours.length}`);
  console.log(`  longest kept     ${hours(true).slice(-4).join('  ')}`);
  console.log(`  shortest missed  ${hours(false).slice(0, 4).join('  ')}`);
}

/** Limits from one half of the incidents, tried on the other: what may be expected of incidents not seen yet. */
console.log('');
const half = ({ number }) => createHash('sha256').update(`avenant-half:${number}`).digest()[0] % 2;
for (const tried of [0, 1]) {
  const limits = new Map(priorities.map((priority) => [priority, limitOf(priority, tried)]));
  const others = incidents.filter((one) => half(one) === tried);
  const agree = others.filter(({ priority, hours, kept }) => hours <= limits.get(priority) === kept).length;
  console.log(
    `half ${tried}: ${agree} of ${others.length} (${((100 * agree) / others.length).toFixed(2)} %) by the other's limits`,
  );
}

/** The middle of the first gap that parts kept from missed with the fewest errors. */
function limitOf(priority, tried) {
  const seen = incidents.filter((one) => one.priority === priority && half(one) !== tried);
  let errors = seen.filter(({ kept }) => kept).length;
  let best = { errors, limit: 0 };
  seen.forEach(({ hours, kept }, index) => {
    errors += kept ? -1 : 1;
    const next = seen[index + 1]?.hours ?? hours;
    if (next !== hours && errors < best.errors) best = { errors, limit: (hours + next) / 2 };
  });
  return best.limit;
}

/** Sorted by their open hours. */
function closedIncidents() {
  const byNumber = new Map();
  for (const row of rows()) byNumber.set(row.number, [...(byNumber.get(row.number) ?? []), row]);
  return [...byNumber.values()]
    .flatMap((log) => {
      const closing = log.find(({ incident_state }) => incident_state === 'Closed');
      if (!closing) return [];
      const { number, priority, opened_at, sys_updated_at } = closing;
      const hours = calendar.open(instant(opened_at), instant(sys_updated_at)) / 3_600_000;
      const changed = new Set(log.map((row) => row.priority)).size > 1;
      return [{ number, priority, hours, changed, kept: log.at(-1).made_sla === 'true' }];
    })
    .sort((a, b) => a.hours - b.hours);
}

function rows() {
  return readdirSync(source)
    .filter((file) => /^events.*\.csv\.gz$/.test(file))
    .sort()
    .flatMap((file) => parse(gunzipSync(readFileSync(join(source, file))), { columns: true, bom: true, trim: true }));
}
