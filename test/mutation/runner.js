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

/** Files whose mutants may leave something wrong in tables that all share: before and after each a new world is loaded. */
const TRACES = ['/time/zone-rules', '/calendar/always-open', '/versions/rulebook'];

/** A single test takes half a second at most; one that takes so long, in milliseconds, has a mutant that never ends. */
const PATIENCE = 3_000;

/**
 * Stryker stops a mutant that never ends by counting how often its place is passed; where each pass is costly that takes
 * minutes. So the count also looks at the clock, and jumps when a test has had its time.
 */
class Hits {
  #hits;
  #deadline = Infinity;

  get hitCount() {
    return this.#hits;
  }

  set hitCount(hits) {
    const late = hits > 0 && hits % 256 === 0 && performance.now() > this.#deadline;
    this.#hits = late ? Infinity : hits;
  }

  begin() {
    this.#deadline = performance.now() + PATIENCE;
  }
}

const hits = new Hits();
Object.defineProperty(context, 'hitCount', {
  get: () => hits.hitCount,
  set: (count) => (hits.hitCount = count),
});

/** Plain tests before whole cases, and those before the many. */
const LAST = ['hand-cases', 'judge.unit', 'frozen', 'case-json'];
const rank = (file) => LAST.findIndex((name) => basename(file).startsWith(name));

/**
 * Runs the judge's unit tests in this process. A world of modules is used again for the next mutant, warm, unless a mutant
 * is static or may leave traces.
 */
class WorldRunner {
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    // A property that fails has noticed the mutant: nobody reads the smallest counterexample.
    fc.configureGlobal({ endOnFailure: true });
    const files = readdirSync('libs/judge/src', { recursive: true });
    const specs = files.filter((file) => file.endsWith('.unit.spec.ts') && !SLOW.includes(basename(file)));
    specs.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    this.specs = specs.map((file) => resolve('libs/judge/src', file));
    this.world = new TestWorld(this.specs, { counting: false });
  }

  async dryRun({ coverageAnalysis }) {
    if (coverageAnalysis !== 'off') context.mutantCoverage = { static: {}, perTest: {} };
    const tests = await this.#run(new TestWorld(this.specs, { counting: true }).load(), false);
    return { status: DryRunStatus.Complete, tests, mutantCoverage: context.mutantCoverage };
  }

  async mutantRun({ activeMutant, sandboxFileName, testFilter, disableBail, hitLimit, mutantActivation }) {
    const mutant = { id: activeMutant.id, folder: dirname(sandboxFileName), isStatic: mutantActivation === 'static' };
    const leavesTraces = mutant.isStatic || TRACES.some((part) => sandboxFileName.includes(part));
    context.hitLimit = hitLimit;
    context.mutantCoverage = undefined;
    if (leavesTraces) this.tests = undefined;
    try {
      const tests = await this.#ask(mutant, testFilter && new Set(testFilter), !disableBail);
      const timeout = determineHitLimitReached(context.hitCount, context.hitLimit);
      return toMutantRunResult(timeout ?? { status: DryRunStatus.Complete, tests });
    } catch (error) {
      if (!mutant.isStatic) throw error;
      // With the mutant the tests could not even be loaded: as loud as a test that fails.
      return { status: 'killed', killedBy: ['loading'], failureMessage: String(error), nrOfTests: 0 };
    } finally {
      context.activeMutant = undefined;
      if (leavesTraces) this.tests = undefined;
    }
  }

  /** Runs the tests on a mutant. In a world used before, what fails must pass without it: else the world was not clean. */
  async #ask(mutant, wanted, bail) {
    const used = this.tests !== undefined;
    context.activeMutant = mutant.isStatic ? mutant.id : undefined;
    this.tests ??= this.world.load();
    context.activeMutant = mutant.id;
    context.hitCount = context.hitLimit ? 0 : undefined;
    const near = ({ fileName }) => dirname(fileName) === mutant.folder;
    const asked = this.tests.filter(({ id }) => wanted?.has(id) ?? true);
    const inOrder = [...asked.filter(near), ...asked.filter((test) => !near(test))];
    const results = await this.#run(inOrder, bail);
    const failed = results.find(({ status }) => status === TestStatus.Failed);
    if (!used || failed === undefined) return results;
    context.activeMutant = undefined;
    const suspect = inOrder.filter(({ id }) => id === failed.id);
    const [alone] = await this.#run(suspect, bail);
    if (alone.status === TestStatus.Success) return results;
    this.tests = undefined;
    return this.#ask(mutant, wanted, bail);
  }

  async #run(tests, bail) {
    const results = [];
    for (const { id, fileName, run } of tests) {
      context.currentTestId = id;
      const started = performance.now();
      hits.begin();
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
