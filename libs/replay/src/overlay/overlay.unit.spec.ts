import { instantOf, type TermsVersion } from '#judge';
import type { RecordedRulebook } from '#read-models';
import { overlaid, type Overlay } from './overlay.js';

const by = (calendar: string) => ({ tiers: { gold: [{ metric: 'resolution', within: 'PT4H', calendar }] } });
const terms = by('office');
const hours = { timeZone: 'UTC', weekly: [{ days: ['mon' as const], from: '08:00', to: '17:00' }] };
const signed: TermsVersion = {
  version: 1,
  effectiveFrom: instantOf(0),
  effectiveUntil: null,
  reach: 'new',
  supersedes: false,
  position: 5,
  terms,
};
const nothing: Overlay = { amendments: [], calendars: [], exclusions: [], withdraw: [] };
const window = { from: instantOf(1000), to: instantOf(2000), category: '*' };
const recorded: RecordedRulebook = {
  timeline: [signed],
  terminations: [],
  calendars: [{ calendarId: 'office', versions: [{ ...signed, definition: hours }] }],
  exclusions: [{ ...window, exclusionId: 'e1' }],
};
const amendment = {
  agreementId: 'acme',
  effectiveFrom: '1970-01-01T00:00:01.000Z',
  effectiveUntil: null,
  reach: 'open' as const,
  supersedes: true,
  terms,
};

describe('an overlay', () => {
  it('of nothing changes nothing', () => {
    expect(overlaid(recorded, nothing, 'acme', 9)).toEqual(recorded);
  });

  it('stands after everything recorded, named w1, w2, ... for its own agreement', () => {
    const amendments = [{ ...amendment, agreementId: 'other' }, amendment, { ...amendment, supersedes: false }];
    const { timeline } = overlaid(recorded, { ...nothing, amendments }, 'acme', 9);
    expect(timeline).toEqual([
      signed,
      {
        version: 'w1',
        effectiveFrom: 1000,
        effectiveUntil: null,
        reach: 'open',
        supersedes: true,
        position: 10,
        terms,
      },
      {
        version: 'w2',
        effectiveFrom: 1000,
        effectiveUntil: null,
        reach: 'open',
        supersedes: false,
        position: 11,
        terms,
      },
    ]);
  });

  it('adds versions to a recorded calendar, and calendars that nobody recorded where terms name them', () => {
    const version = {
      effectiveFrom: null,
      effectiveUntil: null,
      reach: 'new' as const,
      supersedes: true,
      definition: hours,
    };
    const calendars = [
      { ...version, calendarId: 'office' },
      { ...version, calendarId: 'night' },
      { ...version, calendarId: 'unused' },
    ];
    const amendments = [{ ...amendment, terms: by('night') }];
    const result = overlaid(recorded, { ...nothing, amendments, calendars }, 'acme', 9).calendars;
    expect(result.map(({ calendarId, versions }) => [calendarId, versions.map(({ version: name }) => name)])).toEqual([
      ['night', ['w1']],
      ['office', [1, 'w1']],
    ]);
  });

  it('adds exclusions of the agreement and withdraws recorded ones', () => {
    const asked = { from: '1970-01-01T00:00:03.000Z', to: '1970-01-01T00:00:04.000Z', category: 'mail' };
    const exclusions = [
      { ...asked, agreementId: 'acme' },
      { ...asked, agreementId: 'other' },
    ];
    const result = overlaid(recorded, { ...nothing, exclusions, withdraw: ['e1'] }, 'acme', 9).exclusions;
    expect(result).toEqual([{ from: 3000, to: 4000, category: 'mail' }]);
  });
});
