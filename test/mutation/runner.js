import { readdirSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import fc from 'fast-check';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { TestWorld } from './test-world.js';

/** What instrumented code reads and writes. */
const context = (globalThis.__stryker__ ??= {});

/** Not asked, though they would notice more: seconds each, for every mutant that the others let pass. */
const SLOW = ['judge.properties.unit.spec.ts', 'slow-judge.unit.spec.ts'];

/** Runs the unit tests of a folder in this process, in a world of new modules for each mutant. */
class WorldRunner {
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    // A property that fails has noticed the mutant: nobody reads the smallest counterexample.
    fc.configureGlobal({ endOnFailure: true });
    const files = readdirSync('libs/judge/src', { recursive: true });
    const specs = files.filter((file) => file.endsWith('.unit.spec.ts') && !SLOW.includes(basename(file)));
    this.world = new TestWorld(specs.sort().map((file) => resolve('libs/judge/src', file)));
  }

  async dryRun({ coverageAnalysis }) {
    if (coverageAnalysis !== 'off') context.mutantCoverage = { static: {}, perTest: {} };
    const tests = await this.#run(this.world.load(), false);
    return { status: DryRunStatus.Complete, tests, mutantCoverage: context.mutantCoverage };
  }

  async mutantRun({ activeMutant, sandboxFileName, testFilter, disableBail, hitLimit, mutantActivation }) {
    context.hitLimit = hitLimit;
    context.hitCount = hitLimit ? 0 : undefined;
    context.mutantCoverage = undefined;
    const wanted = testFilter && new Set(testFilter);
    if (mutantActivation === 'static') context.activeMutant = activeMutant.id;
    try {
      const all = this.world.load();
      context.activeMutant = activeMutant.id;
      const near = ({ fileName }) => dirname(fileName) === dirname(sandboxFileName);
      const asked = all.filter(({ id }) => wanted?.has(id) ?? true);
      const inOrder = [...asked.filter(near), ...asked.filter((test) => !near(test))];
      const tests = await this.#run(inOrder, !disableBail);
      const timeout = determineHitLimitReached(context.hitCount, context.hitLimit);
      return toMutantRunResult(timeout ?? { status: DryRunStatus.Complete, tests });
    } catch (error) {
      // The tests could not even be loaded: as loud as a test that fails.
      return { status: 'killed', killedBy: ['loading'], failureMessage: String(error), nrOfTests: 0 };
    } finally {
      context.activeMutant = undefined;
    }
  }

  async #run(tests, bail) {
    const results = [];
    for (const { id, fileName, run } of tests) {
      context.currentTestId = id;
      const started = performance.now();
      const failureMessage = await failure(run);
      const result = { id, name: id, fileName, timeSpentMs: performance.now() - started };
      results.push(
        failureMessage === null
          ? { ...result, status: TestStatus.Success }
          : { ...result, status: TestStatus.Failed, failureMessage },
      );
      if (bail && failureMessage !== null) break;
    }
    context.currentTestId = undefined;
    return results;
  }
}

async function failure(run) {
  try {
    await run();
    return null;
  } catch (error) {
    return String(error?.message ?? error);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'world', WorldRunner)];
