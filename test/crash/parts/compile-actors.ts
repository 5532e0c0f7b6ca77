import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';

const FROM = join(import.meta.dirname, '../actors');
const TO = join(import.meta.dirname, '../../../dist/test/crash/actors');

export const ACTOR_MAIN = join(TO, 'main.js');

/** Compiles the processes of a run, so that one starts soon. They find the rooms in `dist`, where `npm run build` has put them. */
export function compileActors(): void {
  mkdirSync(TO, { recursive: true });
  for (const file of readdirSync(FROM)) {
    if (!file.endsWith('.ts') || file.endsWith('.spec.ts')) continue;
    const { code } = transformFileSync(join(FROM, file), {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
    });
    writeFileSync(join(TO, file.replace(/\.ts$/, '.js')), code);
  }
}
