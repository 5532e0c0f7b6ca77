/**
 * Why the mapping knows no pauses: measures how far the activity log explains the desk's paused clock.
 *
 *     npm run build && node examples/rabobank/pauses.js DIR
 *
 * DIR holds incidents4000*.csv.gz and activity4000*.csv.gz. This script reads handle_time_hours; the mapping does not.
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
  console.error('usage: node examples/rabobank/pauses.js DIR');
  process.exit(2);
}
const rowsOf = (prefix) =>
  readdirSync(source)
    .filter((file) => file.startsWith(prefix) && file.endsWith('.csv.gz'))
    .sort()
    .flatMap((file) => parse(gunzipSync(readFileSync(join(source, file))), { columns: true, bom: true, trim: true }));
const instant = dateReader('yyyy-MM-dd HH:mm:ss', 'Europe/Amsterdam');
const desk = new CompiledCalendar(
  'rabobank-desk',
  JSON.parse(readFileSync(join(import.meta.dirname, 'calendar.json'), 'utf8')),
);
const openMs = (priority, from, to) => (to <= from ? 0 : priority === '2' ? to - from : desk.open(from, to));
const NEAR_MS = 72_000;
/** A log of more status changes than these has too many ways of being paused to try. */
const MOST = 12;

const activities = new Map();
for (const row of rowsOf('activity4000')) {
  const log = activities.get(row.incident_id) ?? activities.set(row.incident_id, []).get(row.incident_id);
  log.push({ at: instant(row.data_stamp), type: row.incident_activity_type });
}
const incidents = rowsOf('incidents4000')
  .filter((row) => row.reopen_time === '')
  .map(readIncident);

/** What is missing from the open time, and the spans from one status change to the next, or to the end. */
function readIncident(row) {
  const { incident_id: id, priority } = row;
  const closed = instant(row.close_time);
  const resolved = row.resolved_time === '' ? closed : instant(row.resolved_time);
  const missing = openMs(priority, instant(row.open_time), closed) - Number(row.handle_time_hours) * 3_600_000;
  const log = activities.get(id) ?? [];
  const changes = log.filter(({ type }) => type === 'Status Change').map(({ at }) => at);
  const starts = [...new Set(changes)].sort((a, b) => a - b);
  const spansTo = (end) =>
    starts.map((from, index) => ({
      index,
      ms: openMs(priority, from, starts[index + 1] ?? end),
      sign: signOf(log, from, index),
    }));
  return { id, missing, ends: [spansTo(resolved), spansTo(closed)] };
}

/** All that a mapping could know of a status change: is it the first, and what else was logged within a second. */
function signOf(log, from, index) {
  const beside = log.filter(({ at, type }) => Math.abs(at - from) <= 1000 && type !== 'Status Change');
  return [index === 0, ...new Set(beside.map(({ type }) => type).sort())].join(' + ');
}

const near = (paused, missing) => Math.abs(paused - missing) <= NEAR_MS;
const sum = (spans) => spans.reduce((total, { ms }) => total + ms, 0);

/** The choices of paused spans that explain what is missing: of those that end at resolving, else at closing. */
function explanations({ missing, ends }) {
  for (const spans of ends) {
    const choices = [];
    for (let bits = 0; spans.length <= MOST && bits < 2 ** spans.length; bits += 1) {
      const paused = spans.filter((_, index) => (bits >> index) & 1);
      if (near(sum(paused), missing)) choices.push(paused);
    }
    if (choices.length > 0) return choices;
  }
  return [];
}

const half = ({ id }) => createHash('sha256').update(`avenant-half:${id}`).digest()[0] % 2;

/** By the sign of a status change, how much oftener it began a pause than not. */
function learn(cases) {
  const score = new Map();
  for (const one of cases) {
    const [choice, another] = explanations(one);
    if (choice === undefined || another !== undefined) continue;
    for (const { index, sign } of one.ends[0]) {
      const paused = choice.some((span) => span.index === index);
      score.set(sign, (score.get(sign) ?? 0) + (paused ? 1 : -1));
    }
  }
  return score;
}

/** A status change after a pause ends it, whatever its sign. */
function foreseen({ ends: [spans], missing }, score) {
  const paused = [];
  for (const span of spans) {
    const ends = paused.at(-1)?.index === span.index - 1;
    if (!ends && score.get(span.sign) > 0) paused.push(span);
  }
  return near(sum(paused), missing);
}

const say = (what, cases, agrees) => {
  const count = cases.filter(agrees).length;
  console.log(`${what}: ${count} of ${cases.length} (${((100 * count) / cases.length).toFixed(1)} %)`);
};
const plain = ({ missing }) => near(0, missing);
say('without pauses', incidents, plain);
const unchanged = incidents.filter(({ ends: [spans] }) => spans.length === 0);
say('  of those whose status never changed', unchanged, plain);
say('with pauses chosen by the result', incidents, (one) => explanations(one).length > 0);
for (const tried of [0, 1]) {
  const score = learn(incidents.filter((one) => half(one) !== tried));
  const others = incidents.filter((one) => half(one) === tried);
  say(`with pauses foretold, half ${tried} by the other`, others, (one) => foreseen(one, score));
}
