import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileClient } from './parts/compile-client.js';
import { ClientProcesses } from './parts/client-process.js';
import { planOf } from './plan/plan.js';
import { run, type RunCounts, type RunReport } from './run.js';

export interface Runs {
  /** The first seed; the others follow it. */
  readonly from: number;
  readonly runs: number;
  readonly say: (line: string) => void;
}

/** One for each client of a plan, and one for whoever is killed. */
const SPARE_CLIENTS = 7;

/** Carries out the plans of some seeds, one after another; answers the reports of those that failed. */
export async function runMany({ from, runs, say }: Runs): Promise<readonly RunReport[]> {
  compileClient();
  const processes = new ClientProcesses(SPARE_CLIENTS);
  const reports: RunReport[] = [];
  try {
    for (let seed = from; seed < from + runs; seed += 1) {
      const report = await runOne(seed, processes, say);
      reports.push(report);
      say(line(report, reports.length, runs));
      if (report.violations.length > 0) say(failure(report));
    }
  } finally {
    await processes.close();
  }
  const failed = reports.filter(({ violations }) => violations.length > 0);
  say(summary(reports, failed.length));
  return failed;
}

async function runOne(seed: number, processes: ClientProcesses, say: Runs['say']): Promise<RunReport> {
  const folder = mkdtempSync(join(tmpdir(), `avenant-faults-${seed}-`));
  const report = await run(planOf(seed), folder, processes).catch((error: unknown) => {
    say(`seed ${seed} could not be carried out; its journals are in ${folder}`);
    throw error;
  });
  if (report.violations.length > 0) say(`journals and data of seed ${seed} are kept in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
  return report;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

const counts = ({ events, acknowledged, refused, open, seen, again }: RunCounts) =>
  `${events} events, appends ${acknowledged} acknowledged ${refused} refused ${open} without answer, ` +
  `${seen} deliveries (${again} again after a mark)`;

function line({ seed, ms, violations, counts: of, steps }: RunReport, nth: number, runs: number): string {
  const verdict = violations.length === 0 ? 'ok    ' : 'FAILED';
  return `${verdict} ${nth}/${runs} seed ${seed} ${seconds(ms)}, ${steps.length} steps: ${counts(of)}`;
}

/** What went wrong, during which step, and how to see it again. */
function failure({ seed, steps, violations }: RunReport): string {
  const shown = violations.slice(0, 20);
  return [
    ...steps.map((step, i) => `  step ${i + 1}: ${step}`),
    ...shown.map((what) => `  ${what}`),
    ...(shown.length < violations.length ? [`  and ${violations.length - shown.length} more`] : []),
    `  repeat with: SEED=${seed} npm run test:faults`,
  ].join('\n');
}

function summary(reports: readonly RunReport[], failed: number): string {
  const sum = (of: (counts: RunCounts) => number) => reports.reduce((total, report) => total + of(report.counts), 0);
  const all: RunCounts = {
    events: sum(({ events }) => events),
    acknowledged: sum(({ acknowledged }) => acknowledged),
    refused: sum(({ refused }) => refused),
    open: sum(({ open }) => open),
    seen: sum(({ seen }) => seen),
    again: sum(({ again }) => again),
  };
  const kinds = new Map<string, number>();
  for (const { steps } of reports)
    for (const step of steps) {
      const kind = step.split(' ')[0] ?? step;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
  const done = [...kinds].map(([kind, times]) => `${times} ${kind}`).join(', ');
  const ms = reports.reduce((total, report) => total + report.ms, 0);
  return `${reports.length} runs, ${failed} failed, ${seconds(ms)}: ${counts(all)}\nsteps: ${done}`;
}
