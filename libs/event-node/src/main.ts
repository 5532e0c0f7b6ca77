import { parseArgs } from 'node:util';
import { EventNode } from './event-node.js';

const USAGE = `usage: event-node --data DIR [--port 2113] [--parent-pipe]

  --data DIR      where the events are kept; made when it does not exist
  --port N        2113 when not given; 0 takes a free one
  --parent-pipe   end when the standard input closes, so that the node never outlives the process that started it`;

const DEFAULT_PORT = 2113;
const MAX_PORT = 65_535;

interface Arguments {
  readonly dataDir: string;
  readonly port: number;
  readonly parentPipe: boolean;
}

function parse(): Arguments | undefined {
  try {
    const { values } = parseArgs({
      options: { data: { type: 'string' }, port: { type: 'string' }, 'parent-pipe': { type: 'boolean' } },
    });
    const port = Number(values.port ?? DEFAULT_PORT);
    if (!values.data || !Number.isInteger(port) || port < 0 || port > MAX_PORT) return undefined;
    return { dataDir: values.data, port, parentPipe: values['parent-pipe'] ?? false };
  } catch {
    return undefined;
  }
}

/** Ends the process once, cleanly, on the first reason to. */
function endOn(node: EventNode, parentPipe: boolean): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    node.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error, 1),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  if (!parentPipe) return;
  process.stdin.on('end', end).on('close', end).on('error', end).resume();
}

function fail(error: unknown, code: number): never {
  console.error(`event node: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(code);
}

const EXIT_USAGE = 2;

async function main(): Promise<void> {
  const given = parse();
  if (!given) {
    console.error(USAGE);
    process.exit(EXIT_USAGE);
  }
  try {
    const node = await EventNode.open({ dataDir: given.dataDir, port: given.port });
    endOn(node, given.parentPipe);
    console.log(`event node listening on ${node.connectionString}`);
  } catch (error) {
    fail(error, EXIT_USAGE);
  }
}

await main();
