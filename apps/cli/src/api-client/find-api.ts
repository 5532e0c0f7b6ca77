import { resolve } from 'node:path';
import { loadConfig, readOperatorKey, readRunFile } from '#platform';
import { MisuseError } from '../misuse.js';
import { ApiClient } from './api-client.js';

/** Options of every verb that asks a running installation. */
export interface ApiOptions {
  readonly url?: string;
  readonly keyFile?: string;
}

/**
 * The API to ask: where `--url` says, else where the home's run file says, else PORT; with the key of `--key-file`, else
 * the home's operator key.
 * @throws MisuseError when there is no key
 */
export async function findApi(options: ApiOptions): Promise<ApiClient> {
  const config = loadConfig();
  const url = options.url ?? (await readRunFile(config.home))?.url ?? `http://${config.host}:${config.port}`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new MisuseError(`--url "${url}" is no http address`);
  const file = options.keyFile ? resolve(options.keyFile) : config.operatorKeyFile;
  const key = await readOperatorKey(file);
  if (key === undefined)
    throw new MisuseError(`there is no key file ${file}: start Avenant first, or name one with --key-file`);
  return new ApiClient(url.replace(/\/+$/, ''), key);
}
