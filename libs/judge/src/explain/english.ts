import { type Fact } from '../model/facts.js';
import { type Instant } from '../model/time.js';
import { type VerdictReason, type VerdictState } from '../model/verdict.js';
import { parseDuration } from '../time/iso-duration.js';
import { zoneRules } from '../time/zone-rules.js';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const UNITS: readonly (readonly [ms: number, word: string])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
  [1, 'millisecond'],
];

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** `9 March 2015 09:12`, by the wall clock of a zone; seconds where they are not nought. */
export function moment(at: Instant, timeZone: string): string {
  const [date = '', time = ''] = new Date(zoneRules(timeZone).toLocal(at)).toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  const clock = time.startsWith('00', 6) ? time.slice(0, 5) : time.slice(0, 8);
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year} ${clock}`;
}

/** A length of time in its two largest units: `2 days 3 hours`. Days are of 24 hours. */
export function length(ms: number): string {
  const words: string[] = [];
  let left = ms;
  for (const [unit, word] of UNITS) {
    const count = Math.floor(left / unit);
    left -= count * unit;
    if (count > 0 && words.length < 2) words.push(counted(count, word));
  }
  return words.join(' ') || 'no time';
}

/** `within` as people say it: `12 working days`, `4 hours`, `1 day and 30 minutes`. */
export function within(duration: string, kind: 'working' | 'calendar' | null): string {
  const { days, timeMs } = parseDuration(duration);
  const dayWords = days > 0 ? `${days} ${kind ? `${kind} ` : ''}${days === 1 ? 'day' : 'days'}` : '';
  const timeWords = timeMs > 0 ? length(timeMs) : '';
  return [dayWords, timeWords].filter((words) => words !== '').join(' and ');
}

const METRICS: Readonly<Record<string, string>> = {
  'first-response': 'a first response',
  'next-response': 'an answer',
  update: 'an update',
  resolution: 'resolution',
};

export const metricWords = (metric: string): string => METRICS[metric] ?? metric;

const STATES: Readonly<Record<VerdictState, string>> = {
  running: 'is running',
  paused: 'is paused',
  met: 'was kept',
  breached: 'was broken',
  void: 'is void',
};

export const stateWords = (state: VerdictState): string => STATES[state];

const VOID: Readonly<Record<string, string>> = {
  cancelled: ' because the ticket was cancelled',
  'no-target': ' because nothing was promised any more',
  resolved: ' because the ticket was resolved first',
};

/** Why a promise is void, as the end of a sentence; nothing for any other reason. */
export const voidWords = (reason: VerdictReason | null): string => (reason && VOID[reason]) ?? '';

/** The sentence with a capital at its start. */
export const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

const FACTS: Readonly<Record<string, string>> = { response: 'answered', 'customer-reply': 'the customer replied' };

/** What happened, as one says it: `resolved`, `priority changed to high`. */
export function factWords(fact: Fact): string {
  switch (fact.type) {
    case 'priority':
      return `priority changed to ${fact.priority}`;
    case 'tier':
      return `tier changed to ${fact.tier}`;
    case 'category':
      return `category changed to ${fact.category}`;
    case 'paused':
      return `paused (${fact.reason})`;
    default:
      return FACTS[fact.type] ?? fact.type.replace('milestone:', 'milestone ');
  }
}

/** `a, b and c`. */
export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
