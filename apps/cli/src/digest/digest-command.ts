import { join } from 'node:path';
import { EmbeddedPostgres, loadConfig, readRunFile } from '#platform';
import { digestsOf } from '#read-models';
import { MisuseError } from '../misuse.js';
import { type Output } from '../output.js';

/**
 * `avenant digest`: the digests of the read models (DESIGN.md, Digests). *Content* is equal for two logs of the same
 * commands, *replay* for the same log at the same position and clock hand.
 */
export async function digest(output: Output): Promise<number> {
  const found = await digestsOf(await databaseUrl());
  const hand = new Date(found.hand).toISOString();
  output.say(
    `content ${found.content}`,
    `replay  ${found.replay}`,
    `at position ${found.position}, clock hand ${hand}${found.restating ? ', restating' : ''}`,
  );
  output.json({ ...found, position: String(found.position), hand });
  return found.restating ? 1 : 0;
}

/** The database of AVENANT_DATABASE, else of the installation that runs in the home. */
async function databaseUrl(): Promise<string> {
  const { database, home } = loadConfig();
  if (database !== undefined) return database;
  const port = (await readRunFile(home))?.parts['postgres']?.port;
  if (port === undefined) throw new MisuseError(`no installation runs in ${home}: start it, or set AVENANT_DATABASE`);
  return EmbeddedPostgres.urlOf(join(home, 'postgres'), port);
}
