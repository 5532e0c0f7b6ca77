import { VerdictFiltersDto } from '../../queries/verdict-filters.dto.js';
import { VERDICT_FIELDS, VerdictAnswer } from '../../queries/verdict.dto.js';

export class ListClocksDto extends VerdictFiltersDto {}

/** A clock that has not stopped. */
export class ClockAnswer extends VerdictAnswer {
  /** What is left of the target in the time that it counts; below zero: so late. Null without a target. */
  remainingMs!: number | null;
}

export const CLOCK_FIELDS = [...VERDICT_FIELDS, 'remainingMs'] as const;
