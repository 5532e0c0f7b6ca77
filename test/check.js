/**
 * `npm run check`: format, lint, types, architecture, unit tests. Two lanes, because the machines this runs on have two
 * cores and the type-aware lint alone takes as long as all the rest. What a step prints is shown when it is done.
 */
import { spawn } from 'node:child_process';

const LANES = [['lint'], ['format:check', 'types', 'architecture', 'test:unit']];

function step(name) {
  return new Promise((resolve) => {
    const began = performance.now();
    const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    child.stdout.on('data', (bytes) => said.push(bytes));
    child.stderr.on('data', (bytes) => said.push(bytes));
    child.on('error', (error) => said.push(Buffer.from(String(error))));
    child.on('close', (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} ${seconds} s\n`);
      process.stdout.write(Buffer.concat(said));
      resolve(code === 0);
    });
  });
}

async function lane(steps) {
  let held = true;
  for (const name of steps) held = (await step(name)) && held;
  return held;
}

const held = await Promise.all(LANES.map(lane));
process.exitCode = held.every(Boolean) ? 0 : 1;
