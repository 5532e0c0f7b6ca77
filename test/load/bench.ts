/**
 * `npm run bench -- <name>`: measures, side by side with a yardstick in the same run, and prints JSON.
 * A figure that the documentation states was measured by this command.
 */
import { cpus } from 'node:os';

interface Bench {
  readonly run: () => Promise<object>;
}

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  compliance: () => import('./compliance/bench.js'),
  judge: () => import('./judge/bench.js'),
  live: () => import('./live/bench.js'),
  log: () => import('./log/bench.js'),
  'log-10m': () => import('./log/ten-million.js'),
  rebuild: () => import('./rebuild/bench.js'),
};

const name = process.argv[2] ?? '';
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench === undefined) {
  process.stderr.write(`bench: ${JSON.stringify(name)} is none of ${Object.keys(BENCHES).join(', ')}\n`);
  process.exitCode = 2;
} else {
  const figures = await (await bench()).run();
  const machine = { node: process.version, cpu: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}` };
  process.stdout.write(`${JSON.stringify({ bench: name, ...machine, ...figures }, null, 2)}\n`);
}
