import { Injectable } from '@nestjs/common';
import { compileRulebook, RulebookError, type CompiledRulebook } from '#judge';
import { loadRulebook, readRulebookMarks } from '#read-models';
import type { Snapshot } from './models.js';

/** What governs an agreement, compiled; null where it cannot be judged by. */
export type RulebookOf = (agreementId: string) => CompiledRulebook | null;

const MOST_KEPT = 1000;

/** Compiled rulebooks, kept by what made them: the past and the present share those that are the same. */
@Injectable()
export class Rulebooks {
  private readonly kept = new Map<string, CompiledRulebook | null>();

  /** The rulebooks of some agreements as the snapshot has them. */
  async at({ sql, stand }: Snapshot, agreementIds: readonly string[]): Promise<RulebookOf> {
    const marks = await readRulebookMarks(sql, agreementIds);
    const found = new Map<string, CompiledRulebook | null>();
    for (const [agreementId, mark] of marks) {
      const key = `${agreementId}@${mark}`;
      let rulebook = this.kept.get(key);
      if (rulebook === undefined) {
        rulebook = compiled(
          await loadRulebook({ query: (text, values = []) => sql.query(text, values) }, agreementId, stand.position),
        );
        this.keep(key, rulebook);
      }
      found.set(agreementId, rulebook);
    }
    return (agreementId) => found.get(agreementId) ?? null;
  }

  /** The first in goes first: old versions of a rulebook are not asked for again. */
  private keep(key: string, rulebook: CompiledRulebook | null): void {
    const [oldest] = this.kept.keys();
    if (this.kept.size >= MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(key, rulebook);
  }
}

/** Terms that cannot be judged by have put their cases among the dead letters; a query shows what there is. */
function compiled(rulebook: Parameters<typeof compileRulebook>[0]): CompiledRulebook | null {
  try {
    return compileRulebook(rulebook);
  } catch (error) {
    if (error instanceof RulebookError) return null;
    throw error;
  }
}
