/** One preset for every kind of test; the name of a file says its kind (docs/testing.md). */
const base = {
  rootDir: '.',
  transform: {
    '^.+\\.(ts|js)$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'es6' },
      },
    ],
    '/node_modules/(cookie|content-disposition)/.+\\.js$': [
      '@swc/jest',
      { module: { type: 'commonjs' }, jsc: { target: 'es2022' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(cookie|content-disposition)/)'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['avenant-source', 'node', 'node-addons'] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.stryker-tmp/'],
};

const roots = (glob) => [
  `<rootDir>/libs/**/*.${glob}.spec.ts`,
  `<rootDir>/apps/**/*.${glob}.spec.ts`,
  `<rootDir>/test/**/*.${glob}.spec.ts`,
];

export default {
  maxWorkers: 2,
  // Tests start servers and processes: on a busy machine that alone takes longer than the five seconds of the default.
  testTimeout: 60_000,
  workerIdleMemoryLimit: '600MB',
  projects: [
    { ...base, displayName: 'unit', testMatch: roots('unit') },
    { ...base, displayName: 'int', testMatch: roots('int') },
    { ...base, displayName: 'e2e', testMatch: roots('e2e'), globalSetup: '<rootDir>/test/build-once.js' },
  ],
};
