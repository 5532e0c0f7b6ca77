import { loadConfig, onEnd } from '#platform';
import { type Output } from '../output.js';
import { Installation } from './installation.js';

/** `avenant start`: runs everything in one place until it is told to end. Settles only when that fails. */
export async function start(output: Output): Promise<number> {
  const config = loadConfig();
  const starting = Installation.start(config, output.say);
  onEnd(async () => {
    output.say('ending...');
    const installation = await starting.catch(() => undefined);
    await installation?.stop();
  });
  const installation = await starting;
  output.say(
    `Avenant listens on ${installation.url} (description: ${installation.url}/openapi.json)`,
    `  operator key  ${config.operatorKeyFile}`,
    `  data and logs ${config.home}`,
    'Ctrl-C ends it.',
  );
  output.json({ ready: true, url: installation.url, home: config.home, operatorKeyFile: config.operatorKeyFile });
  const failure = await installation.failed;
  output.error(failure.message);
  await installation.stop();
  return 1;
}
