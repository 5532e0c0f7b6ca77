import { field, type FieldOptions } from './field.js';

export const FlagField = (options?: FieldOptions): PropertyDecorator =>
  field(
    {
      name: 'flag',
      holds: (value) => typeof value === 'boolean',
      message: 'must be true or false',
      schema: { type: Boolean },
    },
    options,
  );

/** A whole number within bounds, both included. */
export const WholeField = (least: number, most: number, options?: FieldOptions): PropertyDecorator =>
  field(
    {
      name: 'whole',
      holds: (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
      message: `must be a whole number from ${least} to ${most}`,
      schema: { type: 'integer', minimum: least, maximum: most },
    },
    options,
  );

const isDocument = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A document that has a check of its own, which tells all that is wrong inside with paths. */
export const DocumentField = (schema: object, options?: FieldOptions): PropertyDecorator =>
  field({ name: 'document', holds: isDocument, message: 'must be a JSON object', schema: schema }, options);

/** A list whose items have a check of their own. */
export const ListField = (items: object, options?: FieldOptions): PropertyDecorator =>
  field(
    {
      name: 'list',
      holds: Array.isArray,
      message: 'must be a list',
      schema: { type: 'array', items },
    },
    options,
  );
