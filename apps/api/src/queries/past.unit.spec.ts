import { parseInstant } from '#judge';
import type { ProblemError } from '#platform';
import { EVERYONE } from '#read-models';
import { pointOfParameter } from './parameters.js';
import { demandPast, sightOf } from './past.js';

const NOW = parseInstant('2026-03-02T12:00:00Z');
const refusal = (asked: Parameters<typeof demandPast>[0]): string | undefined => {
  try {
    demandPast(asked, 400, NOW);
    return undefined;
  } catch (error) {
    const { status, extras } = error as ProblemError;
    return `${status} ${extras.errors?.[0]?.path} ${extras.errors?.[0]?.message}`;
  }
};

it('a point of the past is a position or an instant', () => {
  expect(pointOfParameter('402')).toEqual({ position: 402 });
  expect(pointOfParameter('-1')).toEqual({ position: -1 });
  expect(pointOfParameter('2026-03-02T13:00:00 01:00')).toEqual({ at: NOW });
});

it('nothing is known ahead of the models, nor of the clock', () => {
  expect(refusal({ position: 400 })).toBeUndefined();
  expect(refusal({ at: NOW })).toBeUndefined();
  expect(refusal({ position: 401 })).toBe(
    '422 asOf 401 is ahead of 400, the last position that the models have (with after=401 it is waited for)',
  );
  expect(refusal({ at: parseInstant('2026-03-02T12:00:00.001Z') })).toBe(
    '422 asOf is ahead of the server’s clock, 2026-03-02T12:00:00.000Z',
  );
});

it('only filters that no event changes narrow the past', () => {
  const asked = { agreementId: 'A1', customer: 'acme', tier: 'gold', team: 'desk' };
  expect(sightOf('tickets', EVERYONE, asked)).toEqual({
    ...{ of: 'cases', scope: EVERYONE, agreementId: 'A1', customer: 'acme' },
  });
  expect(sightOf('rules', EVERYONE, {})).toEqual({ of: 'rules', scope: EVERYONE });
});
