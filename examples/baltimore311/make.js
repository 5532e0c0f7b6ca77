/**
 * Infers the terms of this folder from published rows, and says how well such terms hold for rows not looked at:
 *
 *     npm run build && node examples/baltimore311/make.js DIR
 *
 * DIR holds tickets*.csv.gz. This script reads DueDate, because the set holds no list of promises; the mapping
 * does not. The result depends on nothing but those files.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { dateReader } from '../../dist/apps/cli/src/import/mapping/date-format.js';

const source = process.argv[2];
if (!source) {
  console.error('usage: node examples/baltimore311/make.js DIR');
  process.exit(2);
}

const instant = dateReader('MM/dd/yyyy hh:mm:ss a', 'America/New_York');
const rows = readdirSync(source)
  .filter((file) => /^tickets.*\.csv\.gz$/.test(file))
  .sort()
  .flatMap((file) => parse(gunzipSync(readFileSync(join(source, file))), { columns: true, bom: true, trim: true }))
  .filter((row) => row.DueDate !== '')
  .map(({ SRRecordID: id, SRType: type, CreatedDate: created, DueDate: due }) => {
    const wallMs = wall(due) - wall(created);
    return { id, type, days: wallMs / 86_400_000, acrossDst: instant(due) - instant(created) !== wallMs };
  });

const days = daysByType(rows);
writeFileSync(join(import.meta.dirname, 'terms.json'), termsOf(days));
console.log(`${days.size} types from ${rows.length} cases with a DueDate; ${share(days, rows)} agree with their type`);

/** Terms from one half of the cases, tried on the other: what may be expected of cases not seen yet. */
const half = (row) => createHash('sha256').update(`avenant-half:${row.id}`).digest()[0] % 2;
for (const tried of [0, 1]) {
  const learned = daysByType(rows.filter((row) => half(row) !== tried));
  const others = rows.filter((row) => half(row) === tried);
  const known = others.filter(({ type }) => learned.has(type));
  console.log(
    `half ${tried}: ${share(learned, others)} agree; of the types seen in the other half: ${share(learned, known)}`,
  );
}

/** Good and Turing: the share of what was never seen is about that of what was seen once. */
const once = [...days.keys()].filter((type) => rows.filter((row) => row.type === type).length === 1).length;
console.log(
  `${once} types were seen once: of other cases about ${percent(once, rows.length)} will be of a type not seen`,
);

/** Times shifted by the offset of their own day: were that undone, these due dates would lie an hour beside whole days. */
const shifted = rows.filter(({ id }) => !id.startsWith('500'));
const torn = shifted.filter(({ acrossDst }) => acrossDst);
console.log(`of ${shifted.length} shifted cases ${torn.length} fall due on the other side of a change of the clocks`);

/** A wall-clock time as if it were UTC: differences of two are differences of wall clocks. */
function wall(text) {
  const [, month, day, year, hour, minute, second, noon] =
    /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d):(\d\d) ([AP]M)$/.exec(text);
  return Date.UTC(year, month - 1, day, (hour % 12) + (noon === 'PM' ? 12 : 0), minute, second);
}

/** The most frequent number of days by type; of two as frequent, the smaller. */
function daysByType(cases) {
  const seen = new Map();
  for (const { type, days } of cases) {
    const counts = seen.get(type) ?? seen.set(type, new Map()).get(type);
    counts.set(days, (counts.get(days) ?? 0) + 1);
  }
  const favourite = (counts) => [...counts].sort(([a, n], [b, m]) => m - n || a - b)[0][0];
  return new Map([...seen].map(([type, counts]) => [type, favourite(counts)]));
}

function share(learned, cases) {
  const agreeing = cases.filter(({ type, days }) => learned.get(type) === days).length;
  return `${agreeing} of ${cases.length} (${percent(agreeing, cases.length)})`;
}

function percent(part, whole) {
  return `${((100 * part) / whole).toFixed(2)} %`;
}

/** One target a line, in byte order of the types. Due at once is a millisecond: a target is more than zero. */
function termsOf(daysOf) {
  const targets = [...daysOf]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([category, n]) => [category, Number.isInteger(n) && n >= 0 ? n : undefined])
    .filter(([, n]) => n !== undefined)
    .map(([category, n]) => {
      const within = n === 0 ? '"within": "PT0.001S"' : `"within": "P${n}D", "days": "calendar"`;
      return `      { "metric": "resolution", "category": ${JSON.stringify(category)}, ${within} }`;
    });
  return `{
  "timeZone": "America/New_York",
  "calendar": "24x7",
  "tiers": {
    "standard": [
${targets.join(',\n')}
    ]
  }
}
`;
}
