import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EventNode } from '../src/index.js';
import { CATALOGUE, isUnimplemented, SERVERS_OWN } from './catalogue.js';
import { differences, play, RECORDED } from './replay.js';

const USAGE = `usage: conformance [--url esdb://...] [--only REGEX] [--verbose]

Plays the recorded scenarios of EventStoreDB 23.10.6 and prints a table of what agrees. Without --url against a new event node.`;

const SHOWN = 300;

interface Settings {
  readonly only: RegExp;
  readonly verbose: boolean;
}

/** Plays all that match and answers how many did not agree. */
async function table(connection: string, { only, verbose }: Settings): Promise<number> {
  let agreed = 0;
  let differed = 0;
  for (const scenario of CATALOGUE.filter(({ name }) => only.test(name))) {
    const started = performance.now();
    const found = differences(RECORDED[scenario.name] ?? {}, await play(scenario, connection));
    if (found.length) differed++;
    else agreed++;
    const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
    console.log(`${found.length ? 'differs' : 'agrees '}  ${seconds} s  ${scenario.name}`);
    for (const { step, recorded, observed } of found) {
      const cut = (value: unknown): string => String(JSON.stringify(value)).slice(0, verbose ? undefined : SHOWN);
      console.log(`           ${step}\n             recorded ${cut(recorded)}\n             observed ${cut(observed)}`);
    }
  }
  const played = new Set(CATALOGUE.map(({ name }) => name));
  const left = Object.keys(RECORDED).filter((name) => only.test(name) && !played.has(name));
  for (const name of left) console.log(`${isUnimplemented(name) ? 'not implemented' : 'not played     '}    ${name}`);
  const own = left.filter((name) => SERVERS_OWN.includes(name)).length;
  console.log(`${agreed} agree, ${differed} differ, ${left.length} not played (${own} of them the server's own)`);
  return differed;
}

async function againstNewNode(settings: Settings): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'event-node-conformance-'));
  const node = await EventNode.open({ dataDir });
  try {
    return await table(node.connectionString, settings);
  } finally {
    await node.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const options = { url: { type: 'string' }, only: { type: 'string' }, verbose: { type: 'boolean' } } as const;
  const { values } = parseArgs({ options });
  const settings = { only: new RegExp(values.only ?? ''), verbose: values.verbose ?? false };
  // The client warns on the console about what the scenarios provoke, and some of its promises are out of reach.
  process.on('unhandledRejection', () => undefined);
  console.warn = () => undefined;
  const differed = values.url ? await table(values.url, settings) : await againstNewNode(settings);
  process.exit(differed ? 1 : 0);
}

main().catch((error: unknown) => {
  console.error(`${String(error)}\n\n${USAGE}`);
  process.exit(2);
});
