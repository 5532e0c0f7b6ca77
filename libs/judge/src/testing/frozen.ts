import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseCase } from '../case-json/parse-case.js';
import { judge, type Judgement } from '../judge.js';
import { compileRulebook } from '../versions/rulebook.js';

/** A case that chance made, and all that the judge said of it once. */
export interface FrozenCase {
  readonly case: { readonly name: string };
  readonly judged: unknown;
}

export const FROZEN = new URL('../../cases/frozen.ndjson.gz', import.meta.url);

export const frozenCases = (): readonly FrozenCase[] =>
  gunzipSync(readFileSync(FROZEN))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as FrozenCase);

/** All of a judgement, as JSON keeps it. */
export function judgedAsJson(json: unknown): unknown {
  const { facts, rulebook, now } = parseCase(json);
  const judged: Judgement = judge(facts, compileRulebook(rulebook), now);
  return JSON.parse(JSON.stringify(judged));
}
