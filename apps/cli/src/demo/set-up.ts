import { type ApiClient } from '../api-client/api-client.js';
import { type City } from './city.js';
import { SCENARIO } from './scenario.js';

/** Defines both versions of the calendar, signs the agreement and amends it. Asked again it changes nothing. */
export async function setUp(api: ApiClient, { calendars, terms }: City): Promise<void> {
  const { agreementId, calendarId, amendedFrom, revisedFrom, signedFrom } = SCENARIO;
  const post = (key: string, path: string, body: object) => api.post(path, body, { 'idempotency-key': `demo-${key}` });
  await post('calendar-1', '/v1/calendars', { calendarId, ...calendars[0] });
  await post('calendar-2', `/v1/calendars/${calendarId}/revisions`, {
    effectiveFrom: revisedFrom,
    reach: 'new',
    reason: 'holidays of 2016',
    ...calendars[1],
  });
  await post('terms-1', '/v1/agreements', {
    agreementId,
    customer: 'city-of-boston',
    name: 'Boston 311',
    kind: 'customer',
    effectiveFrom: signedFrom,
    terms: terms[0],
  });
  await post('terms-2', `/v1/agreements/${agreementId}/amendments`, {
    effectiveFrom: amendedFrom,
    reach: 'new',
    reason: 'renegotiated',
    terms: terms[1],
  });
}
