import { isTransient } from './transient.js';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

describe('an error that may be gone on the next try', () => {
  it.each([
    ['a connection refused', withCode('ECONNREFUSED'), true],
    ['a shutdown of PostgreSQL', withCode('57P01'), true],
    ['a deadlock', withCode('40P01'), true],
    ['a session that hung', withCode('25P03'), true],
    ['a connection lost without a code', new Error('Connection terminated unexpectedly'), true],
    ['a table that is missing', withCode('42P01'), false],
    ['a value out of range', withCode('22003'), false],
    ['a defect of ours', new TypeError('x is undefined'), false],
    ['no error at all', 'text', false],
  ])('%s', (_what, error, expected) => {
    expect(isTransient(error)).toBe(expected);
  });
});
