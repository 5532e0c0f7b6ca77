export * from './field.js';
export * from './instant-field.js';
export * from './text-fields.js';
export * from './value-fields.js';
