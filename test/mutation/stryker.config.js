process.env.FC_RUNS ??= '2';

/**
 * `npm run mutation`: changes the judge in thousands of small ways and counts which of them its tests notice. Nothing is
 * left out: no mutator and no line is disabled. Takes about an hour on two cores; no part of `npm test`.
 */
export default {
  plugins: [new URL('./runner.js', import.meta.url).pathname],
  testRunner: 'world',
  mutate: ['libs/judge/src/**/*.ts', '!libs/judge/src/**/*.spec.ts', '!libs/judge/src/testing/**'],
  ignorePatterns: [
    '/dist',
    '/apps',
    '/examples',
    '/infra',
    '/docs',
    '/.cache',
    '/.avenant',
    '/reports',
    '/libs/event-node',
    '/libs/read-models',
  ],
  coverageAnalysis: 'perTest',
  ignoreStatic: false,
  concurrency: 2,
  // The first run, which times are told from, takes several times as long as a later one: it counts what it covers.
  timeoutFactor: 0.7,
  timeoutMS: 4000,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, allowEmojis: false, reportTests: false, reportMutants: false },
  jsonReporter: { fileName: 'reports/mutation.json' },
  tempDirName: '.stryker-tmp',
  thresholds: { high: 95, low: 85, break: 85 },
  disableTypeChecks: false,
};
