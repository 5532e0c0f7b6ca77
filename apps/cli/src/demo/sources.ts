import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CalendarDefinition, type Terms } from '#judge';
import { MisuseError } from '../misuse.js';
import { type City, readCity } from './city.js';

/** The sample in the repository, seen from `dist/apps/cli/src/demo/`. */
export const EXAMPLE = fileURLToPath(new URL('../../../../../examples/boston311/', import.meta.url));

/** What a demo runs on. */
export interface Source extends City {
  readonly files: readonly string[];
  readonly mapping: string;
}

/** The sample, or the whole of a folder of the same form. @throws MisuseError where a file is missing */
export async function findSource(full: string | undefined): Promise<Source> {
  return full === undefined ? sample() : wholeOf(resolve(full));
}

async function sample(): Promise<Source> {
  const json = async <T>(name: string) => JSON.parse(await readFile(join(EXAMPLE, name), 'utf8')) as T;
  return {
    files: await ticketFiles(EXAMPLE),
    mapping: join(EXAMPLE, 'mapping.json'),
    terms: [await json<Terms>('terms-v1.json'), await json<Terms>('terms-v2.json')],
    calendars: [await json<CalendarDefinition>('calendar-v1.json'), await json<CalendarDefinition>('calendar-v2.json')],
  };
}

async function wholeOf(folder: string): Promise<Source> {
  const text = (name: string) =>
    readFile(join(folder, name), 'utf8').catch((cause: Error) => {
      throw new MisuseError(`${folder} must hold tickets*.csv.gz, terms.csv and holidays.csv: ${cause.message}`, {
        cause,
      });
    });
  const files = await ticketFiles(folder);
  return {
    ...readCity(await text('terms.csv'), await text('holidays.csv')),
    files,
    mapping: join(EXAMPLE, 'mapping.json'),
  };
}

async function ticketFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((cause: Error) => {
    throw new MisuseError(`${folder} cannot be read: ${cause.message}`, { cause });
  });
  const tickets = names.filter((name) => /^tickets.*\.csv(\.gz)?$/.test(name)).sort();
  if (tickets.length === 0) throw new MisuseError(`${folder} holds no tickets*.csv.gz`);
  return tickets.map((name) => join(folder, name));
}
