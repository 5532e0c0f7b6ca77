import { instantOf } from '#judge';
import { lagOf } from './lag.js';

const at = (position: number, events = 10) => ({ position, hand: instantOf(0), events, lastRecordedAt: 1_000 });
const now = 5_000;

it('is nothing at the head', () => {
  const reading = { checkpoint: at(500), head: 500, caughtUp: true, behindSince: null, now };
  expect(lagOf(reading)).toEqual({ state: 'live', lagEvents: 0, lagMs: 0 });
});

it('while catching up is the age of the last event applied; events by the mean distance of positions', () => {
  const reading = { checkpoint: at(500), head: 1_000, caughtUp: false, behindSince: now, now };
  expect(lagOf(reading)).toEqual({ state: 'catching-up', lagEvents: 10, lagMs: 4_000 });
});

it('when live counts from when the head was first seen ahead, not from the last event of a quiet night', () => {
  const reading = { checkpoint: at(500), head: 510, caughtUp: true, behindSince: 4_900, now };
  expect(lagOf(reading)).toEqual({ state: 'live', lagEvents: 1, lagMs: 100 });
});
