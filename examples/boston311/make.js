/**
 * Makes the JSON files and the sample of this folder from the published set:
 *
 *     npm run build && node examples/boston311/make.js DIR
 *
 * DIR holds tickets*.csv.gz, terms.csv and holidays.csv (README.md says where they come from). The result depends on
 * nothing but those files.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { readCity } from '../../dist/apps/cli/src/demo/city.js';

const source = process.argv[2];
if (!source) {
  console.error('usage: node examples/boston311/make.js DIR');
  process.exit(2);
}
const text = (name) => readFileSync(join(source, name), 'utf8');
const here = (name) => join(import.meta.dirname, name);

const { terms, calendars } = readCity(text('terms.csv'), text('holidays.csv'));
for (const version of [0, 1]) {
  writeFileSync(here(`terms-v${version + 1}.json`), pretty(terms[version]));
  writeFileSync(here(`calendar-v${version + 1}.json`), pretty(calendars[version]));
}

/** What holds nothing but texts and numbers stands on one line: an amendment reads as a difference of lines. */
function pretty(value) {
  const spaced = (flat) =>
    JSON.stringify(JSON.parse(flat), null, 1)
      .replace(/\n\s*/g, ' ')
      .replace(/\[ (.*) \]/, '[$1]');
  return JSON.stringify(value, null, 2).replace(/[[{][^[\]{}]*[\]}]/g, spaced) + '\n';
}

/** About 55 of 100 cases, chosen by their number alone, opened from 15 January to 15 March 2015. */
const SHARE = 0.55;
const chosen = (id) => createHash('sha256').update(`avenant-sample:${id}`).digest().readUInt32BE() / 2 ** 32 < SHARE;
const inSpan = (opened) => {
  const [month, day, year] = opened.slice(0, 10).split('/');
  const date = `${year}-${month}-${day}`;
  return date >= '2015-01-15' && date <= '2015-03-15';
};

const lines = [];
for (const name of readdirSync(source)
  .filter((file) => /^tickets.*\.csv\.gz$/.test(file))
  .sort()) {
  const csv = gunzipSync(readFileSync(join(source, name))).toString('utf8');
  const [header, ...records] = parse(csv, { raw: true, bom: true });
  if (lines.length === 0) lines.push(header.raw.trimEnd());
  const column = (title) => header.record.indexOf(title);
  for (const { record, raw } of records) {
    if (inSpan(record[column('OPEN_DT')]) && chosen(record[column('CASE_ENQUIRY_ID')])) lines.push(raw.trimEnd());
  }
}
const sample = gzipSync(lines.join('\n') + '\n', { level: 9 });
writeFileSync(here('tickets-sample.csv.gz'), sample);
console.log(`${lines.length - 1} cases, ${sample.length} bytes`);
