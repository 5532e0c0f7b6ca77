import { ID_RULE, isId } from '#domain';
import { field, type FieldOptions } from './field.js';

/** An id: it becomes part of a stream's name. */
export const IdField = (options?: FieldOptions): PropertyDecorator =>
  field(
    {
      name: 'id',
      holds: isId,
      message: ID_RULE,
      schema: { type: String, pattern: '^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$', maxLength: 128, example: 'T-1042' },
    },
    options,
  );

const CODE_LENGTH = 128;
const TEXT_LENGTH = 500;
const CONTROL = /\p{Cc}/u;

const isLine = (value: unknown, most: number): value is string =>
  typeof value === 'string' &&
  value.length >= 1 &&
  value.length <= most &&
  value.trim() === value &&
  !CONTROL.test(value);

const lineRule = (most: number): string => `must be 1 to ${most} characters on one line, without blanks at either end`;

/** A code such as a tier, a priority, a reason, a team: short, and never `*`, which in terms stands for all. */
export const CodeField = (options?: FieldOptions & { readonly wildcard?: boolean }): PropertyDecorator =>
  field(
    {
      name: 'code',
      holds: (value) => isLine(value, CODE_LENGTH) && (options?.wildcard === true || value !== '*'),
      message: lineRule(CODE_LENGTH) + (options?.wildcard === true ? '' : ', and not "*"'),
      schema: { type: String, minLength: 1, maxLength: CODE_LENGTH },
    },
    options,
  );

/** A short operator text. No personal data: it enters the log for ever. */
export const ShortTextField = (options?: FieldOptions): PropertyDecorator =>
  field(
    {
      name: 'shortText',
      holds: (value) => isLine(value, TEXT_LENGTH),
      message: lineRule(TEXT_LENGTH),
      schema: { type: String, minLength: 1, maxLength: TEXT_LENGTH },
    },
    options,
  );

/** One of a few words. */
export const ChoiceField = (words: readonly string[], options?: FieldOptions): PropertyDecorator =>
  field(
    {
      name: 'choice',
      holds: (value) => typeof value === 'string' && words.includes(value),
      message: `must be one of ${words.join(', ')}`,
      schema: { type: String, enum: [...words] },
    },
    options,
  );

/** A text with a form of its own: a duration, a cursor, a position. */
export const FormField = (form: RegExp, said: string, options?: FieldOptions): PropertyDecorator =>
  field(
    {
      name: 'form',
      holds: (value) => typeof value === 'string' && value.length <= TEXT_LENGTH && form.test(value),
      message: `must be ${said}`,
      schema: { type: String, pattern: form.source },
    },
    options,
  );

const KEY = /^[\x21-\x7e]{1,200}$/;
export const KEY_RULE = 'must be 1 to 200 visible ASCII characters';
export const isKey = (value: unknown): value is string => typeof value === 'string' && KEY.test(value);

/** The caller's key of a command. */
export const KeyField = (options?: FieldOptions): PropertyDecorator =>
  field({ name: 'key', holds: isKey, message: KEY_RULE, schema: { type: String, pattern: KEY.source } }, options);
