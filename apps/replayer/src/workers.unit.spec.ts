import { ConfigError } from '#platform';
import { workersOf } from './workers.js';

it('takes one to eight workers', () => {
  expect(workersOf({ AVENANT_AUDIT_WORKERS: ' 1 ' })).toBe(1);
  expect(workersOf({ AVENANT_AUDIT_WORKERS: '8' })).toBe(8);
});

it('takes a worker a processor where nothing is said', () => {
  expect(workersOf({})).toBeGreaterThanOrEqual(1);
  expect(workersOf({ AVENANT_AUDIT_WORKERS: '' })).toBeLessThanOrEqual(8);
});

it.each(['0', '9', '1.5', 'all'])('refuses %s by name', (value) => {
  expect(() => workersOf({ AVENANT_AUDIT_WORKERS: value })).toThrow(ConfigError);
});
