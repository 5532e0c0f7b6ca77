import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCENARIO } from '../../../apps/cli/src/demo/scenario.js';
import { seeded } from '../../../libs/projection/src/testing/history.js';
import { type BostonCase, bostonCases, SAMPLE } from '../judge/boston-cases.js';

/** Shares of tickets that have more than their opening and their end, drawn by `SEED`. */
export const MIX = {
  assigned: 0.5,
  responded: 0.4,
  pausedAndResumed: 0.1,
  categoryChanged: 0.05,
} as const;
const SEED = 20_150_115;
const TEAMS = 20;
const MINUTE = 60_000;
/** A ticket that was not closed has its other events in so many days. */
const OPEN_FOR = 20 * 24 * 60 * MINUTE;

/** An event before it is written: when the log takes it, and what is written then. */
export interface Stated {
  readonly at: number;
  readonly stream: string;
  readonly type: string;
  readonly data: object;
}

export const AGREEMENT = SCENARIO.agreementId;
const CUSTOMER = 'city-of-boston';

/**
 * So many events of tickets, or a few more: the cases of the Boston sample again and again under other ids, all copies
 * of a case at its times; in the order in which they happen. Before and between them the calendar and the agreement.
 */
export async function history(ticketEvents: number): Promise<readonly Stated[]> {
  const sample = await bostonCases(SAMPLE);
  const random = seeded(SEED);
  const stated: Stated[] = [];
  for (let n = 0; stated.length < ticketEvents; n += 1) {
    const one = sample[n % sample.length] as BostonCase;
    stated.push(...ticket(`${one[0]?.id.split('-')[0]}-${Math.floor(n / sample.length)}`, one, random));
  }
  // A stable sort keeps each ticket's events in their order.
  return [...laws(), ...stated].sort((a, b) => a.at - b.at);
}

function ticket(ticketId: string, facts: BostonCase, random: () => number): readonly Stated[] {
  const [opened, closed] = facts;
  if (opened?.type !== 'opened') throw new Error(`case ${ticketId} does not begin with its opening`);
  const { tier, priority, category = null } = opened;
  const whose = { agreementId: AGREEMENT, customer: CUSTOMER };
  const events: Stated[] = [];
  const state = (type: string, at: number, more: object = {}): void => {
    // A few are closed before they are opened: the log hears of it afterwards.
    const recordedAt = Math.max(at, events.at(-1)?.at ?? at);
    events.push({ at: recordedAt, stream: `ticket-${ticketId}`, type, data: { ticketId, at: iso(at), ...more } });
  };
  state('TicketOpened', opened.at, { ...whose, tier, priority, category, paused: null });
  const end = Math.max(opened.at, closed?.at ?? opened.at + OPEN_FOR);
  for (const { at, type, more } of between(opened.at, end, random)) state(type, at, more);
  if (closed !== undefined) state('TicketResolved', closed.at);
  return events;
}

/** What happens to a ticket between its opening and its end. */
function between(from: number, to: number, random: () => number) {
  const some = () => Math.round(from + random() * (to - from));
  const drawn = (share: number) => random() < share;
  const events: { readonly at: number; readonly type: string; readonly more: object }[] = [];
  const state = (type: string, at: number, more: object = {}) => events.push({ at, type, more });
  if (drawn(MIX.assigned))
    state('TicketAssigned', some(), { team: `team-${Math.floor(random() * TEAMS)}`, agent: null });
  if (drawn(MIX.responded)) state('ResponseSent', some());
  if (drawn(MIX.pausedAndResumed)) {
    const [pause, resume] = [some(), some()].sort((a, b) => a - b) as [number, number];
    state('TicketPaused', pause, { reason: 'customer' });
    state('TicketResumed', resume);
  }
  if (drawn(MIX.categoryChanged)) state('CategoryChanged', some(), { category: 'Sidewalk Repair' });
  return events.sort((a, b) => a.at - b.at);
}

/** Both versions of the calendar and of the terms, recorded when they came; pauses for the customer are taken off. */
function laws(): readonly Stated[] {
  const { calendarId, signedFrom, amendedFrom, revisedFrom } = SCENARIO;
  const pauses = { customer: ['resolution'] };
  const later = { version: 2, reach: 'new', supersedes: false };
  const calendar = `calendar-${calendarId}`;
  const agreement = `agreement-${AGREEMENT}`;
  const law = (stream: string, type: string, at: string, data: object): Stated => ({
    at: Date.parse(at),
    stream,
    type,
    data,
  });
  return [
    law(calendar, 'CalendarDefined', signedFrom, {
      calendarId,
      effectiveFrom: null,
      definition: example('calendar-v1.json'),
    }),
    law(agreement, 'AgreementSigned', signedFrom, {
      ...{ agreementId: AGREEMENT, customer: CUSTOMER, name: 'Boston 311', kind: 'customer' },
      effectiveFrom: iso(Date.parse(signedFrom)),
      terms: { ...example('terms-v1.json'), pauses },
    }),
    law(agreement, 'AgreementAmended', amendedFrom, {
      ...{ agreementId: AGREEMENT, ...later, effectiveFrom: iso(Date.parse(amendedFrom)), effectiveUntil: null },
      ...{ reason: 'renegotiated', terms: { ...example('terms-v2.json'), pauses } },
    }),
    law(calendar, 'CalendarRevised', revisedFrom, {
      ...{ calendarId, ...later, effectiveFrom: iso(Date.parse(revisedFrom)) },
      ...{ reason: 'holidays', definition: example('calendar-v2.json') },
    }),
  ];
}

const iso = (at: number): string => new Date(at).toISOString();
const example = (name: string): object => JSON.parse(readFileSync(join(SAMPLE, name), 'utf8')) as object;
