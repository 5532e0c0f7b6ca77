import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Actors } from './parts/actors.js';
import { compileActors } from './parts/compile-actors.js';
import { PostgresUnderTest } from './parts/postgres-under-test.js';
import { planOf } from './plan/plan.js';
import { run, type RunReport } from './run.js';
import type { Shared } from './world.js';

export interface Runs {
  /** The first seed; the others follow it. */
  readonly from: number;
  readonly runs: number;
  readonly say: (line: string) => void;
}

/** The node, the projector, and who follows a killed one. */
const SPARE_ACTORS = 3;

/** Carries out the plans of some seeds, one after another; answers the reports of those that failed. */
export async function runMany({ from, runs, say }: Runs): Promise<readonly RunReport[]> {
  compileActors();
  const actors = new Actors(SPARE_ACTORS);
  const postgres = await PostgresUnderTest.start();
  const reports: RunReport[] = [];
  try {
    for (let seed = from; seed < from + runs; seed += 1) {
      const report = await runOne(seed, { actors, postgres }, say);
      reports.push(report);
      say(line(report, reports.length, runs));
      if (report.faults.length > 0) say(failure(report));
    }
  } finally {
    await actors.close();
    await postgres.stop();
  }
  say(summary(reports));
  return reports.filter(({ faults }) => faults.length > 0);
}

async function runOne(seed: number, shared: Shared, say: Runs['say']): Promise<RunReport> {
  const folder = mkdtempSync(join(tmpdir(), `avenant-crash-${seed}-`));
  const report = await run(planOf(seed), shared, folder).catch((error: unknown) => {
    say(`seed ${seed} could not be carried out; its log and journals are in ${folder}`);
    throw error;
  });
  if (report.faults.length > 0) say(`log and journals of seed ${seed} are kept in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
  return report;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

function line(
  { seed, ms, faults, events, notices, falseAlarms, deaths, killedAt }: RunReport,
  nth: number,
  runs: number,
): string {
  const verdict = faults.length === 0 ? 'ok    ' : 'FAILED';
  const killed = killedAt.length === 0 ? '' : `: ${killedAt.map((at) => at.slice(0, 40)).join('; ')}`;
  return `${verdict} ${nth}/${runs} seed ${seed} ${seconds(ms)}, ${events} events, ${notices} notices (${falseAlarms} false), ${deaths} deaths${killed}`;
}

/** What went wrong, what was done, and how to see it again. */
function failure({ seed, steps, faults, killedAt, troubles }: RunReport): string {
  return [
    ...[...new Set(faults)].map((what) => `  ${what}`),
    ...killedAt.map((at) => `  killed ${at}`),
    ...counted(troubles).map((trouble) => `  trouble ${trouble}`),
    ...steps.map((step, i) => `  step ${i + 1}: ${step}`),
    `  repeat with: SEED=${seed} npm run test:crash`,
  ].join('\n');
}

function summary(reports: readonly RunReport[]): string {
  const sum = (of: (report: RunReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  const failed = reports.filter(({ faults }) => faults.length > 0).map(({ seed }) => seed);
  const done = reports.flatMap(({ steps }) => steps.map((step) => step.split(' ')[0] ?? step));
  const killed = reports.flatMap(({ killedAt }) => killedAt.map(familyOf));
  return [
    `${reports.length} runs, ${failed.length} failed${failed.length > 0 ? ` (seeds ${failed.join(', ')})` : ''}, ` +
      `${seconds(sum(({ ms }) => ms))}: ${sum(({ events }) => events)} events, ${sum(({ notices }) => notices)} of them ` +
      `notices (${sum(({ falseAlarms }) => falseAlarms)} false alarms); ${sum(({ deaths }) => deaths)} projectors killed`,
    `steps: ${counted(done).join(', ')}`,
    `killed themselves: ${counted(killed).join(', ')}`,
    ...counted(reports.flatMap(({ troubles }) => troubles.map((why) => why.slice(0, 120))))
      .slice(0, 12)
      .map((trouble) => `trouble: ${trouble}`),
  ].join('\n');
}

/** `during UPDATE cases SET ...` -> `during UPDATE cases`. */
const familyOf = (killedAt: string): string => killedAt.split(' ').slice(0, 3).join(' ');

/** Each once, with how often it is there, the most frequent first. */
function counted(words: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([word, count]) => `${count} ${word}`);
}
