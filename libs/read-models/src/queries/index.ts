export * from './days.js';
export * from './filters.js';
export * from './groups.js';
export * from './keyset.js';
export * from './scope.js';
export type * from './sql.js';
export * from './sums.js';
export * from './where.js';
