import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type ApiOptions, findApi } from '../api-client/find-api.js';
import { MisuseError } from '../misuse.js';
import { wholeNumber } from '../options.js';
import { type Output } from '../output.js';
import { checkMapping } from './mapping/check-mapping.js';
import { type Mapping } from './mapping/mapping.js';
import { progressBar } from './progress.js';
import { runImport } from './run-import.js';
import { type Reject } from './sending/outgoing.js';

export interface ImportOptions extends ApiOptions {
  readonly mapping: string;
  readonly rejects?: string;
  readonly limit?: string;
  readonly patience?: string;
}

/** Rejects listed on the terminal; the rest is counted, or in the file of `--rejects`. */
const LISTED = 20;

/** `avenant import`: files to commands, through HTTP. Answers 1 when something was rejected. */
export async function importFiles(files: readonly string[], options: ImportOptions, output: Output): Promise<number> {
  const mapping = await loadMapping(options.mapping);
  const limit = wholeNumber(options.limit, '--limit', Infinity);
  const patience = wholeNumber(options.patience, '--patience', 120);
  const api = await findApi(options);
  const clock = () => performance.now();
  const progress = progressBar(output.terminal, clock, (line) => output.error(line));
  const rejects = options.rejects === undefined ? undefined : createWriteStream(options.rejects);
  let listed = 0;
  const onRejected = (reject: Reject): void => {
    rejects?.write(JSON.stringify(reject) + '\n');
    listed += 1;
    if (listed <= LISTED) progress.note(describe(reject));
  };
  const summary = await runImport(api, {
    mapping,
    files,
    limit,
    giveUpAfterMs: patience * 1000,
    clock,
    onRejected,
    progress,
  });
  await close(rejects);
  if (listed > LISTED)
    output.error(
      `... and ${listed - LISTED} more${options.rejects ? `, all in ${options.rejects}` : ' (--rejects FILE lists all)'}`,
    );
  output.say(
    `${summary.rows} rows, ${summary.commands} commands: ${summary.accepted} accepted, ${summary.rejected} rejected, ` +
      `${summary.skipped} rows without a command; ${summary.seconds.toFixed(1)} s, ${summary.commandsPerSecond} commands/s`,
  );
  output.json(summary);
  return summary.rejected > 0 ? 1 : 0;
}

/** A mapping file, read and checked. @throws MisuseError */
export async function loadMapping(file: string): Promise<Mapping> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new MisuseError(`the mapping ${file} cannot be read: ${cause.message}`, { cause });
  });
  try {
    return checkMapping(JSON.parse(text), file);
  } catch (cause) {
    if (cause instanceof SyntaxError)
      throw new MisuseError(`the mapping ${file} is no JSON: ${cause.message}`, { cause });
    throw cause;
  }
}

function describe({ file, line, command, ticketId, reason }: Reject): string {
  return `${file}:${line} ${[command, ticketId].filter(Boolean).join(' ')}${command ? ': ' : ''}${reason}`;
}

async function close(stream: WriteStream | undefined): Promise<void> {
  if (!stream) return;
  stream.end();
  await once(stream, 'close');
}
