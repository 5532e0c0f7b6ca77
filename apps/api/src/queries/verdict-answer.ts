import { type Verdict, verdictToJson } from '#judge';
import type { StoredVerdict } from '#read-models';
import { VERDICT_FIELDS, type VerdictAnswer } from './verdict.dto.js';

/** A verdict as lists answer it, its fields in the order of the contract. */
export function verdictAnswer(verdict: StoredVerdict): VerdictAnswer {
  // The judge's writer passes numbers through as they are, null among them.
  const json = { ...verdictToJson(verdict as Verdict), ticketId: verdict.ticketId };
  return Object.fromEntries(VERDICT_FIELDS.map((name) => [name, json[name]])) as unknown as VerdictAnswer;
}
