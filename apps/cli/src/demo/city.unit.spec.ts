import { checkCalendar, checkTerms } from '#judge';
import { readCity } from './city.js';

const TERMS = `TYPE,policy_version,kind,n_days,dev_tickets
Abandoned Vehicles,1,business,20,139
Abandoned Vehicles,2,business,12,1413
Tree Maintenance,1,calendar,545,9
Only Later,2,business,3,4
Unknown,1,,,0
In No Time,1,calendar,0,1
`;
const HOLIDAYS = `date,weekday,calendar_version
2015-12-25,Fri,1+2
2016-01-01,Fri,2 (effective for tickets opened from 2015-12-14 ~11:00)
`;

describe('the promises of the city', () => {
  const { terms, calendars } = readCity(TERMS, HOLIDAYS);

  it('count business days by the office calendar and calendar days around the clock', () => {
    expect(terms[0].tiers['standard']).toEqual([
      { metric: 'resolution', category: 'Abandoned Vehicles', within: 'P20D', days: 'working', calendar: 'boston' },
      { metric: 'resolution', category: 'Only Later', within: 'P3D', days: 'working', calendar: 'boston' },
      { metric: 'resolution', category: 'Tree Maintenance', within: 'P545D', days: 'calendar', calendar: '24x7' },
    ]);
  });

  it('change with the second version, where that says something else', () => {
    expect(terms[1].tiers['standard']?.map(({ within }) => within)).toEqual(['P12D', 'P3D', 'P545D']);
  });

  it('have holidays that the second calendar adds to', () => {
    expect(calendars.map(({ holidays }) => holidays)).toEqual([['2015-12-25'], ['2015-12-25', '2016-01-01']]);
  });

  it('are terms and calendars that the judge accepts', () => {
    expect(terms.map((version) => checkTerms(version, () => calendars[0]))).toEqual([[], []]);
    expect(calendars.map((version) => checkCalendar(version))).toEqual([[], []]);
  });
});
