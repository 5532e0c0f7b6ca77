import { percent, table } from '../../apps/cli/src/table.js';
import { type SetReport } from './reproduce-set.js';

const HEADER = ['set', 'compared with', 'tickets', 'compared', 'agreed', 'share', 'bar', 'rejected', 'within'];

/** The reports of sets as tables for people. */
export function reportLines(reports: readonly SetReport[]): readonly string[] {
  const rows = reports.flatMap(({ name, tickets, rejected, comparisons }) =>
    comparisons.map((one) => [
      name,
      one.name,
      tickets,
      one.compared,
      one.agreed,
      percent(one.share, 2),
      `${percent(one.bar, 1)}${one.holds ? '' : ' MISSED'}`,
      rejected,
      one.tolerance,
    ]),
  );
  const verdicts = reports.flatMap(({ name, rows: read, commands, ignored, seconds, verdicts: all }) =>
    all.map(({ metric, met, breached, running, paused, void: none, medianHours, p90Hours }) => [
      name,
      read,
      commands,
      ignored,
      metric,
      met,
      breached,
      running,
      paused,
      none,
      medianHours?.toFixed(2) ?? '-',
      p90Hours?.toFixed(2) ?? '-',
      seconds,
    ]),
  );
  const columns = [
    'set',
    'rows',
    'commands',
    'ignored',
    'metric',
    'met',
    'breached',
    'running',
    'paused',
    'void',
    'median h',
    'p90 h',
    's',
  ];
  return [...table(HEADER, rows), '', ...table(columns, verdicts), ...reports.flatMap(rejections)];
}

/** The first few tickets of each comparison that do not agree. */
export const differenceLines = (reports: readonly SetReport[]): readonly string[] =>
  reports.flatMap(({ name, comparisons }) =>
    comparisons.flatMap((one) => ['', `${name}, ${one.name}: not agreed`, ...one.disagreements.map((it) => `  ${it}`)]),
  );

function rejections({ name, rejected, rejections: listed }: SetReport): readonly string[] {
  if (rejected === 0) return [];
  return ['', `${name}: ${rejected} rows or commands rejected, the first of them:`, ...listed.map((one) => `  ${one}`)];
}
