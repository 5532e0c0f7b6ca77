import { noticeIdOf, retractionIdOf } from './notice-id.js';

const AT = '2026-03-02T11:00:00.000Z';
const breach = noticeIdOf('BreachNoticed', 'T1', 'resolution', 1, AT);

it('each part of a notice tells its id apart', () => {
  const ids = [
    breach,
    noticeIdOf('ClockWarned', 'T1', 'resolution', 1, AT),
    noticeIdOf('BreachNoticed', 'T2', 'resolution', 1, AT),
    noticeIdOf('BreachNoticed', 'T1', 'first-response', 1, AT),
    noticeIdOf('BreachNoticed', 'T1', 'resolution', 2, AT),
    noticeIdOf('BreachNoticed', 'T1', 'resolution', 1, '2026-03-02T11:00:00.001Z'),
    retractionIdOf(breach, '4711'),
    retractionIdOf(breach, '4712'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

it('ids are for ever: these were written', () => {
  const warned = noticeIdOf('ClockWarned', 't1', 'resolution', 1, '2015-02-19T09:30:00.000Z');
  const breached = noticeIdOf('BreachNoticed', 't1', 'resolution', 1, '2015-02-20T22:00:00.000Z');
  expect(warned).toBe('23d39111-d779-5aaf-8527-84e10ab3b936');
  expect(breached).toBe('106fdfdc-8d74-59f1-8284-ad03a996e44d');
  expect(retractionIdOf(breached, '4711')).toBe('cbd8b778-f8fc-5f5a-8066-acf70a773128');
});
