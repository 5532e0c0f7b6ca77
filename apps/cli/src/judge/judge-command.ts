import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { type Readable, type Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { caseAnswer, type CaseAnswer, compareCase } from '#judge';
import { Answers } from './answers.js';
import { InputError, type ReadCase, readCases } from './read-cases.js';

const FINE = 0;
const WANTING = 1;
const MISUSED = 2;

export const USAGE = 'avenant judge [FILE|-] [--check] [--json]';

/** Where the command reads and speaks; the process's own streams without. */
export interface Streams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/**
 * Judges cases (spec/judge.md, A case as JSON) of a file or of standard input: one case, an array, or one a line. The
 * answer comes on standard output in the same form, and nothing else does. `--check` compares with each case's `expect`.
 * @returns 0 fine, 1 a case answers otherwise than it expects, 2 misused
 */
export async function judgeCommand(args: string[], streams: Streams = process): Promise<number> {
  const complain = (message: string): void => void streams.stderr.write(`${message}\n`);
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { check: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    });
    if (positionals.length > 1) throw new InputError('one file at a time');
    const input = await open(positionals[0], streams.stdin);
    const differing = await answerAll(input, streams.stdout, values.check ? complain : null);
    if (differing > 0) complain(`${differing} cases answer otherwise than they expect`);
    return differing > 0 ? WANTING : FINE;
  } catch (error) {
    if (!isMisuse(error)) throw error;
    complain(`${error.message}\nusage: ${USAGE}`);
    return MISUSED;
  }
}

/** Wrong options, a file that cannot be read, an input that is no JSON. */
function isMisuse(error: unknown): error is Error {
  if (error instanceof InputError) return true;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return code.startsWith('ERR_PARSE_ARGS') || ['ENOENT', 'EACCES', 'EISDIR', 'EPERM'].includes(code);
}

async function open(file: string | undefined, stdin: Readable): Promise<Readable> {
  if (file === undefined || file === '-') return stdin;
  const stream = createReadStream(file);
  await once(stream, 'open');
  return stream;
}

/** Answers case by case. Returns how many differ from what they expect, which `complain` hears; null compares nothing. */
async function answerAll(
  input: Readable,
  stdout: Writable,
  complain: ((message: string) => void) | null,
): Promise<number> {
  const out = new Answers(stdout);
  let differing = 0;
  for await (const read of readCases(input, (form) => (out.form = form))) {
    const answer = answerTo(read);
    if (!(await out.write(answer))) break;
    if (complain && 'json' in read && differs(read.json, answer, complain)) differing += 1;
  }
  await out.end();
  return differing;
}

function answerTo(read: ReadCase): CaseAnswer {
  if ('wrong' in read) return { name: null, error: read.wrong };
  return caseAnswer(read.json);
}

function differs(json: unknown, answer: CaseAnswer, complain: (message: string) => void): boolean {
  const expect = typeof json === 'object' && json !== null && 'expect' in json ? json.expect : undefined;
  const differences = compareCase(expect, answer);
  for (const { path, expected, actual } of differences) {
    complain(`${answer.name ?? 'a case'}: ${path} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
  }
  return differences.length > 0;
}
