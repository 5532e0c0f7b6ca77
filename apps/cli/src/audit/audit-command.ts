import { readFile } from 'node:fs/promises';
import { type ApiOptions, findApi } from '../api-client/find-api.js';
import { MisuseError } from '../misuse.js';
import { type Output } from '../output.js';
import { progressOf } from '../progress-line.js';
import { askAudit, someChanges } from './ask-audit.js';
import { auditLines } from './audit-lines.js';

const EXPLAINED = 5;

/** `avenant audit`: asks the question in a file (the body of `POST /v1/audits`) and shows the answer. */
export async function audit(file: string, options: ApiOptions, output: Output): Promise<number> {
  const request = await readRequest(file);
  const api = await findApi(options);
  const progress = progressOf(output.terminal);
  const clock = () => performance.now();
  const answer = await askAudit(api, request, clock, ({ progress: at }) => {
    if (at)
      progress.show(
        at.of === 0 ? 0 : at.cases / at.of,
        `${at.cases} of ${at.of} cases, ${Math.round(at.casesPerSecond)} a second`,
      );
  }).finally(() => progress.clear());
  output.say(
    ...auditLines(answer, await someChanges(api, answer, EXPLAINED)),
    `  manifest ${api.url}${answer.manifest}`,
  );
  output.json(answer);
  return 0;
}

async function readRequest(file: string): Promise<object> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new MisuseError(`the request ${file} cannot be read: ${cause.message}`, { cause });
  });
  const request = parse(text, file);
  if (typeof request === 'object' && request !== null && !Array.isArray(request)) return request;
  throw new MisuseError(`the request ${file} must be a JSON object: the body of POST /v1/audits`);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MisuseError(`the request ${file} is no JSON: ${(cause as Error).message}`, { cause });
  }
}
