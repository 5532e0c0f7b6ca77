import type { CalendarDefinition, Terms, TargetTerms } from '#judge';
import type { Random } from '../../faults/plan/random.js';

/** Calendars that every run has from its beginning. */
export const CALENDARS: Readonly<Record<string, CalendarDefinition>> = {
  office: {
    timeZone: 'Europe/Paris',
    weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:30', to: '17:00' }],
    holidays: ['2020-03-09'],
  },
  night: {
    timeZone: 'America/New_York',
    weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '22:00', to: '06:00' }],
    exceptions: [{ date: '2020-03-11', windows: [{ from: '10:00', to: '12:00' }] }],
  },
};

/** A calendar never open: whatever is judged by it cannot be. */
export const SHUT: CalendarDefinition = { timeZone: 'UTC', weekly: [] };

/** Another definition of a calendar. */
export function revisedCalendar(random: Random): CalendarDefinition {
  const early = random.chance(0.5);
  return {
    timeZone: random.pick(['Europe/Paris', 'America/New_York', 'Asia/Kolkata']),
    weekly: [
      { days: ['mon', 'tue', 'wed', 'thu'], from: early ? '06:00' : '10:00', to: random.pick(['12:00', '18:30']) },
      ...(random.chance(0.4) ? [{ days: ['sat'] as const, from: '09:00', to: '11:00' }] : []),
    ],
    holidays: random.chance(0.5) ? ['2020-03-18', '2020-03-19'] : [],
  };
}

const GOALS = [0.8, 0.9, 0.95] as const;

/** Terms of every kind that the judge knows. @param calendar names what most targets are measured by; a draw when left out */
export function termsOf(random: Random, calendar?: string): Terms {
  const chosen = calendar ?? random.pick(['office', 'office', 'night', '24x7']);
  const hours = random.pick([1, 2, 4, 8, 12, 30]);
  const goal = random.pick(GOALS);
  return {
    timeZone: random.pick(['Europe/Paris', 'Europe/Paris', 'America/New_York', 'UTC']),
    calendar: chosen,
    atRisk: random.pick([0.5, '0.75', 0.9]),
    reopen: random.pick(['resume', 'restart', 'ignore']),
    change: random.pick(['from-start', 'restart', 'proportional']),
    pauses: { customer: ['resolution', 'next-response'], supplier: ['*'] },
    metrics: {
      diagnosis: { start: ['opened'], stop: ['milestone:diagnosed'] },
      visit: { start: ['assigned'], stop: ['milestone:visited'], repeat: true },
    },
    tiers: { gold: gold(random, hours, goal), silver: silver(random) },
  };
}

function gold(random: Random, hours: number, goal: number): readonly TargetTerms[] {
  return [
    { metric: 'first-response', within: random.pick(['PT1H', 'PT15M', 'PT4H']), calendar: '24x7', goal },
    { metric: 'resolution', within: `PT${hours}H`, goal },
    { metric: 'resolution', priority: 'critical', within: `PT${hours * 30}M`, goal: 0.99 },
    { metric: 'resolution', category: 'print', within: random.chance(0.3) ? null : `PT${hours * 2}H` },
    { metric: 'next-response', within: 'PT2H' },
    ...(random.chance(0.5) ? [{ metric: 'update', within: 'P1D', calendar: '24x7' }] : []),
    { metric: 'diagnosis', within: 'PT3H' },
    { metric: 'visit', within: 'P1DT2H' },
  ];
}

function silver(random: Random): readonly TargetTerms[] {
  return [
    {
      metric: 'resolution',
      within: random.pick(['P2D', 'P1DT4H', 'PT20H']),
      days: random.pick(['working', 'calendar']),
    },
    ...(random.chance(0.5) ? [{ metric: 'first-response', within: 'PT6H', goal: 0.9 }] : []),
  ];
}
