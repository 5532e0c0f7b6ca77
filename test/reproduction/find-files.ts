import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MisuseError } from '../../apps/cli/src/misuse.js';

/** The files of a folder by a name in which `*` stands for any text, sorted. @throws MisuseError where there is none */
export async function findFiles(folder: string, name: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((cause: Error) => {
    throw new MisuseError(`${folder} cannot be read: ${cause.message}`, { cause });
  });
  const parts = name.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('.*')}$`);
  const found = names.filter((one) => pattern.test(one)).sort();
  if (found.length === 0) throw new MisuseError(`${folder} holds no ${name}`);
  return found.map((one) => join(folder, one));
}
