import { ProblemError } from '#platform';

/** How a list can be answered. JSON comes in pages; the others stream the whole list. */
export type Format = 'json' | 'csv' | 'ndjson';

export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
};

const OFFERED: readonly (readonly [Format, readonly string[]])[] = [
  ['json', ['application/json', 'application/*', '*/*']],
  ['csv', ['text/csv', 'text/*']],
  ['ndjson', ['application/x-ndjson']],
];

/**
 * What an Accept header prefers of what is offered; JSON without one.
 * @throws ProblemError 406 where it takes none of them
 */
export function formatOf(accept: string | undefined): Format {
  if (accept === undefined || accept.trim() === '') return 'json';
  const ranges = accept.split(',').map(parseRange);
  let best: Format | null = null;
  let bestQuality = 0;
  for (const [format, names] of OFFERED) {
    const quality = qualityOf(ranges, names);
    if (quality > bestQuality) [best, bestQuality] = [format, quality];
  }
  if (best === null) throw new ProblemError(406, `answers come as ${Object.values(MEDIA_TYPES).join(', ')}`);
  return best;
}

interface Range {
  readonly name: string;
  readonly quality: number;
}

function parseRange(text: string): Range {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = q === undefined ? 1 : Number(q.slice(2));
  return { name, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** The most exact name that is stated decides. */
function qualityOf(ranges: readonly Range[], names: readonly string[]): number {
  for (const name of names) {
    const range = ranges.find((one) => one.name === name);
    if (range !== undefined) return range.quality;
  }
  return 0;
}
