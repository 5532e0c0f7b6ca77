import type { ApiClient } from '../../../apps/cli/src/api-client/api-client.js';

export const AGREEMENT = 'live';
export const TIERS = ['gold', 'silver', 'bronze'] as const;
export const PRIORITIES = ['critical', 'high', 'normal', 'low'] as const;

const CALENDAR = {
  calendarId: 'office',
  timeZone: 'Europe/Paris',
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:30', to: '18:00' }],
  holidays: ['2026-01-01', '2026-05-01', '2026-07-14', '2026-12-25', '2027-01-01'],
};

/** Two targets for each tier and priority: a first response around the clock, a resolution in office hours. */
const targets = (factor: number) =>
  PRIORITIES.flatMap((priority, n) => [
    { metric: 'first-response', priority, within: `PT${30 * factor * (n + 1)}M`, calendar: '24x7', goal: 0.9 },
    { metric: 'resolution', priority, within: `PT${4 * factor * (n + 1)}H`, goal: 0.95 },
  ]);

/** @param factor how lenient: that of the agreement is 1 */
export const termsOf = (factor: number): object => ({
  timeZone: 'Europe/Paris',
  calendar: 'office',
  pauses: { customer: ['resolution'] },
  tiers: Object.fromEntries(TIERS.map((tier, n) => [tier, targets(factor * (n + 1))])),
});

/** Defines the calendar and signs the agreement under which all tickets are opened. */
export async function signAgreement(api: ApiClient): Promise<void> {
  await api.post('/v1/calendars', CALENDAR);
  await api.post('/v1/agreements', {
    agreementId: AGREEMENT,
    customer: 'acme',
    name: 'Measured live',
    kind: 'customer',
    effectiveFrom: '2026-01-01T00:00:00Z',
    terms: termsOf(1),
  });
}
