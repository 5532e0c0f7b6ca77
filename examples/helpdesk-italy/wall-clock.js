/**
 * Says by which reading of the timestamps people work in the office hours of calendar.json:
 *
 *     npm run build && node examples/helpdesk-italy/wall-clock.js DIR
 *
 * DIR holds events*.csv.gz. Closings are left aside: a machine makes them at any hour.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { dateReader } from '../../dist/apps/cli/src/import/mapping/date-format.js';
import { CompiledCalendar } from '../../dist/libs/judge/src/index.js';

const source = process.argv[2];
if (!source) {
  console.error('usage: node examples/helpdesk-italy/wall-clock.js DIR');
  process.exit(2);
}

const definition = JSON.parse(readFileSync(join(import.meta.dirname, 'calendar.json'), 'utf8'));
const calendar = new CompiledCalendar('helpdesk-italy', definition);
const rows = readdirSync(source)
  .filter((file) => /^events.*\.csv\.gz$/.test(file))
  .sort()
  .flatMap((file) => parse(gunzipSync(readFileSync(join(source, file))), { columns: true, bom: true, trim: true }))
  .map((row) => ({ activity: row['concept:name'], time: row['time:timestamp'] }));

const READINGS = {
  'wall clock of UTC': dateReader('iso', 'UTC', true),
  'wall clock of Rome': dateReader('iso', 'Europe/Rome', true),
  'offset as stated': dateReader('iso', undefined),
};
const work = rows.filter(({ activity }) => activity !== 'Closed');
for (const [name, read] of Object.entries(READINGS)) {
  const inside = work.filter(({ time }) => isOpen(read(time))).length;
  console.log(`${name.padEnd(20)} ${inside} of ${work.length} (${((100 * inside) / work.length).toFixed(1)} %)`);
}

/** Dates as printed: all readings have them alike, but for the last hours of an evening. */
const off = rows.filter(({ time }) => definition.holidays.includes(date(time)) || isWeekend(date(time)));
const closings = off.filter(({ activity }) => activity === 'Closed').length;
const holidays = new Set(off.map(({ time }) => date(time)).filter((day) => definition.holidays.includes(day)));
console.log(`on weekends and ${holidays.size} holidays: ${off.length} activities, ${closings} of them closings`);

function isOpen(at) {
  return calendar.open(at, at + 1000) > 0;
}

function date(time) {
  return time.slice(0, 10);
}

function isWeekend(day) {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
