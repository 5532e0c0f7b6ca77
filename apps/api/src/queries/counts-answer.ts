import { attainment, attainmentExcused } from '#judge';
import type { ComplianceRow } from '#read-models';
import type { CountsAnswer } from './sums.dto.js';

/** A group of verdicts as answers say it. */
export function countsAnswer(row: ComplianceRow): CountsAnswer {
  const { group, met, breached, excused, running, paused, atRisk } = row;
  return {
    ...(group as Partial<CountsAnswer>),
    ...{ met, breached, excused, void: row.void, running, paused, atRisk },
    attainment: attainment(row),
    attainmentExcused: attainmentExcused(row),
  };
}
