import { NoOpenTimeError, TooFarError } from '../calendar/open-time.js';
import { judge } from '../judge.js';
import { type IgnoredFact } from '../model/facts.js';
import { compileRulebook, RulebookError } from '../versions/rulebook.js';
import { CaseError, nameOf, parseCase } from './parse-case.js';
import { type VerdictJson, verdictToJson } from './verdict-json.js';

/** What the judge answers to a case as JSON; an error where it cannot be judged. */
export type CaseAnswer =
  | {
      readonly name: string | null;
      readonly verdicts: readonly VerdictJson[];
      readonly ignored: readonly IgnoredFact[];
    }
  | { readonly name: string | null; readonly error: string };

const unjudgeable = [CaseError, RulebookError, NoOpenTimeError, TooFarError];

/** Judges a case as JSON. Never throws for what the case says. */
export function caseAnswer(json: unknown): CaseAnswer {
  try {
    const { name, facts, rulebook, now } = parseCase(json);
    const { verdicts, ignored } = judge(facts, compileRulebook(rulebook), now);
    return { name, verdicts: verdicts.map(verdictToJson), ignored };
  } catch (error) {
    if (!unjudgeable.some((kind) => error instanceof kind)) throw error;
    return { name: nameOf(json), error: (error as Error).message };
  }
}
