import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SecureClientSessionOptions } from 'node:http2';
import { parseConnectionString } from '@eventstore/db-client/dist/Client/parseConnectionString.js';
import { ReaderUnfitError } from './read-errors.js';

/** How a node is spoken to, whichever of the cluster it is. */
export interface Route {
  readonly tls: Pick<SecureClientSessionOptions, 'ca' | 'cert' | 'key'> | undefined;
  /** Of every request. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Options of a connection string that are obeyed here, or that the client obeys when it finds the node. */
const KNOWN = new Set([
  'tls',
  'tlscafile',
  'tlsverifycert',
  'usercertfile',
  'userkeyfile',
  'nodepreference',
  'maxdiscoverattempts',
  'discoveryinterval',
  'gossiptimeout',
  'connectionname',
  'defaultdeadline',
  'keepaliveinterval',
  'keepalivetimeout',
  'throwonappendfailure',
]);

/**
 * Reads a connection string as the official client does, with its own parser. As there, TLS is on unless `tls=false`,
 * `tlsVerifyCert=false` has no effect, and credentials only go out over TLS.
 * @throws ReaderUnfitError for an option that is not known here
 */
export function routeOf(connectionString: string): Route {
  const unknown = optionNames(connectionString).find((name) => !KNOWN.has(name.toLowerCase().replace(/[_-]/g, '')));
  if (unknown !== undefined) throw new ReaderUnfitError(`the option ${unknown} of the connection string is not known`);
  const options = parseConnectionString(connectionString);
  const secure = options.tls !== false;
  const headers: Record<string, string> = {};
  if (options.connectionName !== undefined) headers['connection-name'] = options.connectionName;
  if (secure && options.defaultCredentials !== undefined) {
    const { username, password } = options.defaultCredentials;
    headers['authorization'] = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  }
  if (!secure) return { tls: undefined, headers };
  const { tlsCAFile, userCertFile, userKeyFile } = options;
  return {
    headers,
    tls: {
      ...(tlsCAFile !== undefined && { ca: fileOf(tlsCAFile) }),
      ...(userCertFile !== undefined && { cert: fileOf(userCertFile) }),
      ...(userKeyFile !== undefined && { key: fileOf(userKeyFile) }),
    },
  };
}

/** Names of the options, as they are written. */
function optionNames(connectionString: string): readonly string[] {
  const [, query = ''] = connectionString.trim().split('?', 2);
  return query
    .split('&')
    .map((pair) => pair.split('=', 1)[0] ?? '')
    .filter((name) => name !== '');
}

const fileOf = (path: string): Buffer => readFileSync(resolve(path));
