import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync } from '@swc/core';
import { expect } from 'expect';

/**
 * Where instrumented code begins to count. Stryker counts with a mutant active too, for nobody: three quarters of the
 * time of a run.
 */
const COUNTING = /stryCov_(\w+) = cover;\s+cover\.apply\(null, arguments\);/;

/**
 * A small test world in one process: loads TypeScript files as CommonJS, afresh as often as asked, and knows as much of
 * Jest (`describe`, `it`, `it.each`, `expect`) as unit tests without mocks need. Jest itself takes seconds to start again
 * for each of thousands of mutants, and a module kept from one mutant to the next would carry its tables with it.
 */
export class TestWorld {
  /** @type {Map<string, (...scope: unknown[]) => void>} */
  #compiled = new Map();

  /**
   * @param {readonly string[]} specs absolute paths, in the order in which they are to run
   * @param {{ counting: boolean }} options whether instrumented code is to count what it passes
   */
  constructor(specs, { counting }) {
    this.specs = specs;
    this.counting = counting;
  }

  /**
   * All tests of the specs, with every module new.
   * @returns {{ id: string, fileName: string, run: () => unknown }[]}
   */
  load() {
    const tests = [];
    const modules = new Map();
    for (const fileName of this.specs) {
      const names = [basename(fileName)];
      const it = (name, run) => tests.push({ id: [...names, name].join(' > '), fileName, run });
      it.each = (rows) => (name, run) => {
        rows.forEach((row, i) => {
          const cells = Array.isArray(row) ? row : [row];
          it(`${name.replace('%s', String(cells[0]))} #${i}`, () => run(...cells));
        });
      };
      const describe = (name, define) => {
        names.push(name);
        define();
        names.pop();
      };
      this.#require(fileName, modules, { describe, it, expect });
    }
    return tests;
  }

  #require(fileName, modules, globals) {
    const loaded = modules.get(fileName);
    if (loaded) return loaded.exports;
    const module = { exports: {} };
    modules.set(fileName, module);
    const external = createRequire(fileName);
    const require = (name) =>
      name.startsWith('.')
        ? this.#require(resolve(dirname(fileName), name.replace(/\.js$/, '.ts')), modules, globals)
        : external(name);
    this.#compile(fileName)(module, module.exports, require, fileName, globals.describe, globals.it, globals.expect);
    return module.exports;
  }

  #compile(fileName) {
    const known = this.#compiled.get(fileName);
    if (known) return known;
    const source = readFileSync(fileName, 'utf8');
    const { code } = transformSync(this.counting ? source : source.replace(COUNTING, 'stryCov_$1 = () => undefined;'), {
      filename: fileName,
      swcrc: false,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs', ignoreDynamic: true },
    });
    const scope = ['module', 'exports', 'require', '__filename', 'describe', 'it', 'expect'];
    const compiled = compileFunction(code, scope, { filename: fileName });
    this.#compiled.set(fileName, compiled);
    return compiled;
  }
}
