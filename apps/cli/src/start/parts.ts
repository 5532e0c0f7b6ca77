import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, EmbeddedPostgres, type Place } from '#platform';
import { launchChild } from './child-process.js';
import { openLogFile } from './log-file.js';
import { type Part, type PartName } from './part.js';

/** The folder of compiled code, seen from `dist/apps/cli/src/start/`. */
const DIST = fileURLToPath(new URL('../../../../', import.meta.url));

/** How the parts reach each other; the embedded ones fill it in as they come up. */
export interface Connections {
  eventStore: string | undefined;
  database: string | undefined;
  place: Place | undefined;
}

/** The processes of an installation, in the order in which they start. What is reached by a connection string is not embedded. */
export function partsOf(config: Config, connections: Connections): readonly Part[] {
  const embedded: Part[] = [];
  if (config.eventStore === undefined) embedded.push(eventNode(config, connections));
  if (config.database === undefined) embedded.push(postgres(config, connections));
  const needs = embedded.map(({ name }) => name);
  return [...embedded, service('projector', needs), service('replayer', needs), service('api', needs)];

  function service(name: PartName, needed: readonly PartName[]): Part {
    return {
      name,
      needs: needed,
      launch: () =>
        launchChild({
          name,
          main: join(DIST, 'apps', name, 'src', 'main.js'),
          args: [],
          env: {
            PORT: String(config.port),
            HOST: config.host,
            AVENANT_HOME: config.home,
            AVENANT_EVENTSTORE: connections.eventStore ?? '',
            AVENANT_DATABASE: connections.database ?? '',
          },
          logFile: logFileOf(config, name),
          readiness: (line) => (saysReady(line, name) ? (name === 'api' ? config.port : true) : undefined),
        }),
    };
  }
}

export const logFileOf = (config: Config, name: PartName): string => join(config.home, 'logs', `${name}.log`);

function eventNode(config: Config, connections: Connections): Part {
  return {
    name: 'event-node',
    needs: [],
    async launch(port) {
      const child = await launchChild({
        name: 'event-node',
        main: join(DIST, 'libs', 'event-node', 'src', 'main.js'),
        args: ['--data', join(config.home, 'event-node'), '--port', String(port ?? 0)],
        env: {},
        logFile: logFileOf(config, 'event-node'),
        readiness: (line) => {
          const listening = /listening on esdb:\/\/[^:]+:(\d+)/.exec(line)?.[1];
          return listening === undefined ? undefined : Number(listening);
        },
      });
      connections.eventStore = `esdb://127.0.0.1:${child.port}?tls=false`;
      return child;
    },
  };
}

function postgres(config: Config, connections: Connections): Part {
  return {
    name: 'postgres',
    needs: [],
    async launch(port) {
      const log = openLogFile(logFileOf(config, 'postgres'));
      const server = await EmbeddedPostgres.start({ dir: join(config.home, 'postgres'), port, onLog: log.write });
      connections.database = server.url();
      connections.place = server.place;
      const ended = server.ended().then((how) => {
        log.close();
        return how;
      });
      return { pid: server.pid, port: server.port, ended, stop: () => server.stop() };
    },
  };
}

function saysReady(line: string, name: PartName): boolean {
  if (!line.startsWith('{')) return false;
  try {
    return (JSON.parse(line) as { ready?: unknown }).ready === name;
  } catch {
    return false;
  }
}
