import { calendarsOf } from '#domain';
import { compileRulebook, type CompiledRulebook, type Rulebook } from '#judge';
import { loadRulebook, type Queryable } from '#read-models';
import { overlaid } from '../overlay/overlay.js';
import type { Scope } from './scope.js';

/** Both histories of one agreement. */
export interface Histories {
  readonly recorded: Rulebook;
  readonly amended: Rulebook;
}

/** The recorded history of an agreement, and the amended one (spec/http.md, Audits). */
export async function loadHistories(db: Queryable, scope: Scope, agreementId: string): Promise<Histories> {
  const { overlay, asOf } = scope;
  const laid = overlay.amendments.filter((amendment) => amendment.agreementId === agreementId);
  const recorded = await loadRulebook(db, agreementId, asOf, calendarsOf(laid.map(({ terms }) => terms)));
  return { recorded, amended: overlaid(recorded, overlay, agreementId, asOf) };
}

/** Both histories ready to judge by, or why they cannot be judged by. */
export type CompiledHistories =
  { readonly before: CompiledRulebook; readonly after: CompiledRulebook } | { readonly unusable: string };

/** Compiles both histories. What the judge refuses makes each of the agreement's cases unjudged, with this reason. */
export function compileHistories({ recorded, amended }: Histories): CompiledHistories {
  try {
    return { before: compileRulebook(recorded), after: compileRulebook(amended) };
  } catch (error) {
    return { unusable: reasonOf(error) };
  }
}

/** What a case's list of unjudged says of an error. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
