import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The key file holds no token. */
export class OperatorKeyError extends Error {
  constructor(file: string) {
    super(
      `${file} holds no key: a bare token of at least 16 characters without spaces is expected; remove the file to have one made`,
    );
    this.name = 'OperatorKeyError';
  }
}

/**
 * Reads the operator's bare token, made on the first start with mode 0600. Of several processes that start at once one
 * makes it and all read the same.
 * @throws OperatorKeyError when the file holds something else
 */
export async function ensureOperatorKey(file: string): Promise<string> {
  const known = await readOperatorKey(file);
  if (known !== undefined) return known;
  await mkdir(dirname(file), { recursive: true });
  const partial = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(partial, `avk_${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  // A link appears whole and never replaces: whoever is second takes the first one's key.
  await link(partial, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(partial);
  return (await readOperatorKey(file)) ?? (await ensureOperatorKey(file));
}

/**
 * The token in a key file; undefined when there is no such file.
 * @throws OperatorKeyError when the file holds no token
 */
export async function readOperatorKey(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const token = text.trim();
  if (!/^\S{16,}$/.test(token)) throw new OperatorKeyError(file);
  return token;
}
