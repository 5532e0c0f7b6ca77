import { join } from 'node:path';
import { type Config, loadConfig, onEnd, readOperatorKey } from '#platform';
import { ApiClient } from '../api-client/api-client.js';
import { wholeNumber } from '../options.js';
import { type Output } from '../output.js';
import { Installation } from '../start/installation.js';
import { Demo } from './run-demo.js';
import { findSource } from './sources.js';

export interface DemoOptions {
  /** A folder of the form of the published set, instead of the sample. */
  readonly full?: string;
  /** Rows at most. */
  readonly limit?: string;
}

/** `avenant demo`: the main job end to end, on real tickets, in a home of its own that each run begins anew. */
export async function demo(options: DemoOptions, output: Output): Promise<number> {
  const limit = wholeNumber(options.limit, '--limit', Infinity);
  const source = await findSource(options.full);
  const began = performance.now();
  const seconds = () => Math.round(performance.now() - began) / 1000;
  output.say('Avenant demo: real cases of the City of Boston go through the whole machine.', '');
  const starting = Installation.start(demoConfig(), output.say, { fresh: true });
  onEnd(async () => {
    await (await starting.catch(() => undefined))?.stop();
    return 1;
  });
  const installation = await starting;
  const { home, operatorKeyFile } = installation.config;
  try {
    const startSeconds = seconds();
    output.say(
      `Event node, PostgreSQL, API, projector and replayer are up after ${startSeconds.toFixed(1)} s: ${installation.url}`,
    );
    const api = new ApiClient(installation.url, (await readOperatorKey(operatorKeyFile)) ?? '');
    const failure = installation.failed.then((error) => Promise.reject(error));
    const result = await Promise.race([new Demo(api, source, limit, output).run(), failure]);
    await installation.stop();
    output.say(
      '',
      `Done in ${seconds().toFixed(0)} s. Everything is stopped; the data stay in ${home} until the next demo.`,
    );
    output.json({ demo: 'boston311', startSeconds, ...result, seconds: seconds() });
    return 0;
  } finally {
    await installation.stop();
  }
}

/** Always embedded, whatever the environment names: a demo never writes to a real log. A free port unless PORT is given. */
function demoConfig(): Config {
  const config = loadConfig({ ...process.env, PORT: process.env['PORT'] || '0' });
  const home = join(config.home, 'demo');
  return { ...config, home, operatorKeyFile: join(home, 'operator.key'), eventStore: undefined, database: undefined };
}
