import { type Fact } from '../model/facts.js';
import { type Instant } from '../model/time.js';
import { type Verdict } from '../model/verdict.js';
import { type CompiledTerms } from '../targets/compiled-terms.js';
import { type CompiledRulebook } from '../versions/rulebook.js';
import { factWords, length, list, metricWords, moment, sentence, stateWords, voidWords, within } from './english.js';

/** What makes a sentence fuller; without it instants are in UTC, days are not called working, facts are not named. */
export interface Explaining {
  /** By what `before` and `after` were judged. */
  readonly before?: CompiledRulebook;
  readonly after?: CompiledRulebook;
  /** The facts of the case. */
  readonly facts?: readonly Fact[];
  /** The wall clock of instants; else that of the terms. */
  readonly timeZone?: string;
}

/**
 * Why a verdict is what it is now and not what it was, in a sentence that a customer reads: both terms, both due times,
 * the facts that decided and what came of it. All sentences are made here, so that another language can be added.
 */
export function explain(before: Verdict | null, after: Verdict | null, context: Explaining = {}): string {
  const told = new Telling(before, after, context);
  if (before && after)
    return sentence(`${told.dues(before, after)}${told.because(before, after)}; ${told.changed(before, after)}`);
  if (after) return sentence(`${told.arises(after)}; ${told.outcome(after)}`);
  return sentence(before ? told.vanishes(before) : 'nothing was promised');
}

class Telling {
  private readonly timeZone: string;

  constructor(
    before: Verdict | null,
    after: Verdict | null,
    private readonly context: Explaining,
  ) {
    const terms = termsOf(context.after, after) ?? termsOf(context.before, before);
    this.timeZone = context.timeZone ?? terms?.timeZone ?? 'UTC';
  }

  arises(after: Verdict): string {
    return `${this.promise(after, 'after')}, due ${this.when(after.dueAt)} (${this.timeZone}), where nothing was promised before`;
  }

  vanishes(before: Verdict): string {
    const was = `${this.promise(before, 'before')}, due ${this.when(before.dueAt)} (${this.timeZone})`;
    return `no ${bare(before.metric)} is promised any more; before, ${was}; ${this.outcome(before)}`;
  }

  dues(before: Verdict, after: Verdict): string {
    const due = this.when(after.dueAt);
    const was = this.when(before.dueAt);
    return due === was ? `due ${due} as before (${this.timeZone})` : `due ${due} instead of ${was} (${this.timeZone})`;
  }

  because(before: Verdict, after: Verdict): string {
    const reasons: string[] = [];
    if (before.within !== after.within) {
      reasons.push(`${this.promise(after, 'after')} instead of ${this.promised(before, 'before')}`);
    } else if (before.termsVersion !== after.termsVersion) {
      reasons.push(`terms ${after.termsVersion} hold instead of terms ${before.termsVersion}`);
    }
    if (before.calendar !== after.calendar && before.calendar && after.calendar) {
      reasons.push(`calendar ${after.calendar} counts instead of ${before.calendar}`);
    }
    if (before.measuredFrom !== after.measuredFrom) {
      reasons.push(`it is measured from ${this.when(after.measuredFrom)} instead of ${this.when(before.measuredFrom)}`);
    }
    if (reasons.length === 0) reasons.push(`terms ${after.termsVersion} hold on both sides and other time counts`);
    return `, because ${list(reasons)}`;
  }

  changed(before: Verdict, after: Verdict): string {
    const same = this.result(before) === this.result(after);
    return `${this.outcome(after)}${same ? ' as before' : ` instead of ${this.result(before).replace(/^(was|is) /, '')}`}`;
  }

  /** The facts that decided, and what came of it. */
  outcome(verdict: Verdict): string {
    return `${this.deciding(verdict)}, so the promise ${this.result(verdict)}`;
  }

  private result({ state, overrunMs, reason, excused }: Verdict): string {
    const by = state === 'breached' && overrunMs > 0 ? ` by ${length(overrunMs)}` : '';
    const excuse = excused === null ? '' : `, excused (${excused})`;
    return `${stateWords(state)}${by}${voidWords(reason)}${excuse}`;
  }

  private promise(verdict: Verdict, side: 'before' | 'after'): string {
    const terms = `terms ${verdict.termsVersion}`;
    if (verdict.within === null) return `${terms} promise no ${bare(verdict.metric)}`;
    return `${terms} promise ${metricWords(verdict.metric)} within ${this.span(verdict, side)}`;
  }

  private promised(verdict: Verdict, side: 'before' | 'after'): string {
    return `${verdict.within === null ? 'none' : this.span(verdict, side)} under terms ${verdict.termsVersion}`;
  }

  private span(verdict: Verdict, side: 'before' | 'after'): string {
    const { metric, tier, priority, category } = verdict;
    const target = termsOf(this.context[side], verdict)?.target(metric, tier, priority, category);
    const kind = target && target.days > 0 ? (target.calendarDays ? 'calendar' : 'working') : null;
    return within(verdict.within ?? 'PT0S', kind);
  }

  /** The facts that the verdict names, in words, where the case is at hand; else what the verdict knows of them. */
  private deciding(verdict: Verdict): string {
    const facts = (this.context.facts ?? []).filter(({ id }) => verdict.facts.includes(id));
    const words = facts.map((fact) => `${factWords(fact)} ${this.when(fact.at)}`);
    if (words.length > 0)
      return words.length > 4 ? list([...words.slice(0, 2), '...', ...words.slice(-2)]) : list(words);
    const started = `started ${this.when(verdict.startedAt)}`;
    if (verdict.stoppedAt === null) return `${started} and not stopped yet`;
    return `${started} and ${verdict.metric === 'resolution' && verdict.state !== 'void' ? 'resolved' : 'stopped'} ${this.when(verdict.stoppedAt)}`;
  }

  private when(at: Instant | null): string {
    return at === null ? 'at a time not known yet' : moment(at, this.timeZone);
  }
}

/** A metric without its article. */
const bare = (metric: string): string => metricWords(metric).replace(/^an? /, '');

function termsOf(rules: CompiledRulebook | undefined, verdict: Verdict | null): CompiledTerms | null {
  return (verdict && rules?.versions.get(verdict.termsVersion)) ?? null;
}
