/**
 * `npm run bench -- <name>`: measures, side by side with a yardstick in the same run, and prints JSON.
 * A figure that the documentation states was measured by this command.
 */
interface Bench {
  readonly run: () => Promise<object>;
}

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  judge: () => import('../../libs/judge/bench/judge.bench.js'),
};

const name = process.argv[2] ?? '';
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench === undefined) {
  process.stderr.write(`bench: ${JSON.stringify(name)} is none of ${Object.keys(BENCHES).join(', ')}\n`);
  process.exitCode = 2;
} else {
  const figures = await (await bench()).run();
  process.stdout.write(`${JSON.stringify({ bench: name, node: process.version, ...figures }, null, 2)}\n`);
}
