/** When things came, as far as the published cases tell (examples/boston311/README.md). */
export const SCENARIO = {
  agreementId: 'boston-311',
  calendarId: 'boston',
  signedFrom: '2015-01-01T00:00:00-05:00',
  /** The first case under the new terms was opened at 13:25:30, the last under the old at 12:30:09. */
  amendedFrom: '2015-02-16T13:00:00-05:00',
  /** The holidays of 2016 were loaded between 10:14 and 11:30. */
  revisedFrom: '2015-12-14T10:45:00-05:00',
  /** The day on which the city took its snapshot. */
  snapshot: '2016-01-13T00:00:00-05:00',
} as const;

export const QUESTIONS = [
  { auditId: 'new-terms-since-january', version: 1, asks: 'What if the new terms had been in force since January 1?' },
  { auditId: 'old-terms-for-ever', version: 0, asks: 'What if the new terms had never come?' },
] as const;

export type Question = (typeof QUESTIONS)[number];
