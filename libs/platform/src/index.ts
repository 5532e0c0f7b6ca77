export * from './config/index.js';
export * from './http/index.js';
export * from './logging/index.js';
export * from './postgres/index.js';
export * from './run-file/index.js';
