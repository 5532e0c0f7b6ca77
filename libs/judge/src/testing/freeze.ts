import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type Case } from '../case-json/parse-case.js';
import { caseToJson } from './case-to-json.js';
import { FROZEN, judgedAsJson } from './frozen.js';
import { variedCases } from './varied-cases.js';
import { wildCases } from './wild-cases.js';

/**
 * Writes `cases/frozen.ndjson.gz` anew. Only after a rule was changed on purpose: then audits made before give another
 * digest, and the engine's version has to say so.
 *
 *     node -C avenant-source --import @swc-node/register/esm-register libs/judge/src/testing/freeze.ts
 */
const COUNT = 250;
const SEED = 20_261_124;

function frozen(kind: string, cases: fc.Arbitrary<Case>): string[] {
  return fc.sample(cases, { numRuns: COUNT, seed: SEED }).map((each, i) => {
    const json: unknown = JSON.parse(JSON.stringify(caseToJson(each, `${kind} ${i}`)));
    return JSON.stringify({ case: json, judged: judgedAsJson(json) });
  });
}

const lines = [...frozen('varied', variedCases), ...frozen('wild', wildCases)];
writeFileSync(FROZEN, gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
