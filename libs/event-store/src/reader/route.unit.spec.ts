import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReaderUnfitError } from './read-errors.js';
import { routeOf } from './route.js';

it('speaks without TLS only where the connection string says so', () => {
  expect(routeOf('esdb://127.0.0.1:2113?tls=false')).toEqual({ tls: undefined, headers: {} });
  expect(routeOf('esdb://127.0.0.1:2113')).toEqual({ tls: {}, headers: {} });
  expect(routeOf('esdb+discover://node1:2113?tls=true&nodePreference=follower')).toEqual({ tls: {}, headers: {} });
});

it('gives credentials out over TLS alone, as the client does', () => {
  const basic = `Basic ${Buffer.from('ops:p@ss:word').toString('base64')}`;
  expect(routeOf('esdb://ops:p%40ss%3Aword@node1:2113').headers).toEqual({ authorization: basic });
  expect(routeOf('esdb://ops:secret@node1:2113?tls=false').headers).toEqual({});
});

it('says the name of the connection', () => {
  expect(routeOf('esdb://node1?connectionName=projector').headers).toEqual({ 'connection-name': 'projector' });
});

it('reads the certificates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'avenant-route-'));
  const file = (name: string) => {
    writeFileSync(join(folder, name), name);
    return encodeURIComponent(join(folder, name));
  };
  const string = `esdb://node1?tlsCAFile=${file('ca')}&userCertFile=${file('cert')}&userKeyFile=${file('key')}`;
  const of = (text: string) => Buffer.from(text);
  expect(routeOf(string).tls).toEqual({ ca: of('ca'), cert: of('cert'), key: of('key') });
  rmSync(folder, { recursive: true });
  expect(() => routeOf(string)).toThrow('ENOENT');
});

it('takes every option of the client in any spelling, and refuses others by name', () => {
  const options = 'maxDiscoverAttempts=3&Keep_Alive-Interval=10000&gossipTimeout=1&throwOnAppendFailure=true';
  expect(routeOf(`esdb://a:1,b:2?tls=false&${options}`).tls).toBeUndefined();
  const other = () => routeOf('esdb://a:1?tls=false&compression=on');
  expect(other).toThrow(ReaderUnfitError);
  expect(other).toThrow('compression');
});
