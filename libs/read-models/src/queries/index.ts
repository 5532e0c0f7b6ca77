export * from './groups.js';
export * from './keyset.js';
export * from './scope.js';
export type * from './sql.js';
export * from './where.js';
