import { instantOf } from '#judge';
import type { CaseRow } from '#read-models';
import { nextStop } from './hand.js';

const due = (...instants: readonly number[]): readonly CaseRow[] =>
  instants.map((at, i) => ({ ticketId: `t${i}`, nextChangeAt: at }) as CaseRow);
const towards = { target: instantOf(100), pageSize: 3, hand: instantOf(5) };

it('goes all the way where a page is not full', () => {
  const cases = due(10, 20);
  expect(nextStop(cases, towards)).toEqual({ cases, judgedAt: 100, hand: 100 });
});

it('stops just before the last change of a full page, which others may share', () => {
  const cases = due(10, 20, 30);
  expect(nextStop(cases, towards)).toEqual({ cases: cases.slice(0, 2), judgedAt: 29, hand: 29 });
});

it('takes an instant that fills a page piece by piece; the hand waits for all of them', () => {
  const cases = due(30, 30, 30);
  expect(nextStop(cases, towards)).toEqual({ cases, judgedAt: 30, hand: 29 });
});
