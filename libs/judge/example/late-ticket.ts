import { compileRulebook, instantToIso, judge, parseInstant } from '#judge';

const rules = compileRulebook({
  calendars: [
    {
      calendarId: 'office',
      versions: [
        {
          ...{ version: 1, position: 1, effectiveFrom: null, effectiveUntil: null, reach: 'new', supersedes: false },
          definition: {
            timeZone: 'Europe/Berlin',
            weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }],
          },
        },
      ],
    },
  ],
  timeline: [
    {
      ...{ version: 1, position: 2, effectiveFrom: null, effectiveUntil: null, reach: 'new', supersedes: false },
      terms: {
        calendar: 'office',
        pauses: { 'waiting-on-customer': ['resolution'] },
        tiers: { gold: [{ metric: 'resolution', within: 'PT4H', goal: 0.95 }] },
      },
    },
  ],
  exclusions: [],
});

const { verdicts } = judge(
  [
    {
      id: 'a',
      revision: 0,
      at: parseInstant('2026-06-01T15:00:00+02:00'),
      type: 'opened',
      tier: 'gold',
      priority: 'high',
    },
    {
      id: 'b',
      revision: 1,
      at: parseInstant('2026-06-01T16:00:00+02:00'),
      type: 'paused',
      reason: 'waiting-on-customer',
    },
    { id: 'c', revision: 2, at: parseInstant('2026-06-02T10:00:00+02:00'), type: 'resumed' },
  ],
  rules,
  parseInstant('2026-06-02T14:00:00+02:00'),
);

export const said = verdicts.map(
  ({ metric, state, dueAt, overrunMs }) =>
    `${metric} is ${state}: due ${dueAt === null ? 'never' : instantToIso(dueAt)}, over by ${overrunMs / 60_000} minutes`,
);
// resolution is breached: due 2026-06-02T11:00:00.000Z, over by 60 minutes
