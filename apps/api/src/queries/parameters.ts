import { parseInstant, type Instant } from '#judge';
import type { AsOfAsked } from '#read-models';
import { ChoiceField, field, isInstant, type FieldOptions } from '../fields/index.js';

/** In a URL an unescaped `+` arrives as a blank; an offset has no other blank. */
const withPlus = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/ (\d\d:?\d\d)$/, '+$1') : value;

/** An instant as a query parameter. */
export const InstantParameter = (description: string): PropertyDecorator =>
  field(
    {
      name: 'instant',
      holds: (value) => isInstant(withPlus(value)),
      message: 'must be an instant in ISO 8601 with an offset, as 2015-02-16T12:25:30-05:00, of the years 1900 to 9999',
      schema: { type: String, format: 'date-time', example: '2015-02-16T17:25:30.000Z' },
    },
    { optional: true, description },
  );

/** The instant of a checked parameter. */
export const instantOfParameter = (text: string | undefined): Instant | undefined =>
  text === undefined ? undefined : parseInstant(withPlus(text));

const POSITION = /^(-1|0|[1-9]\d{0,15})$/;
export const POSITION_RULE = 'must be a position of the log: a whole number in decimal, below 2^53';
export const isPosition = (value: unknown): value is string =>
  typeof value === 'string' && POSITION.test(value) && Number.isSafeInteger(Number(value));

/** A position of the log: a decimal below 2^53. */
export const PositionParameter = (description: string): PropertyDecorator =>
  field(
    {
      name: 'position',
      holds: isPosition,
      message: POSITION_RULE,
      schema: { type: String, pattern: POSITION.source, example: '81402' },
    },
    { optional: true, description },
  );

/** A point of the past: a position of the log, or an instant. */
export const PointParameter = (description: string): PropertyDecorator =>
  field(
    {
      name: 'point',
      holds: (value) => isPosition(value) || isInstant(withPlus(value)),
      message: 'must be a position of the log in decimal, or an instant in ISO 8601 with an offset',
      schema: { type: String, example: '2015-02-16T17:25:30.000Z' },
    },
    { optional: true, description },
  );

/** What a checked parameter names. */
export const pointOfParameter = (text: string): AsOfAsked =>
  POSITION.test(text) ? { position: Number(text) } : { at: parseInstant(withPlus(text)) };

/** A text of one form that is read later: an opaque one, or one of several kinds. */
export const TextParameter = (form: RegExp, said: string, description: string): PropertyDecorator =>
  field(
    {
      name: 'text',
      holds: (value) => typeof value === 'string' && form.test(value),
      message: `must be ${said}`,
      schema: { type: String, pattern: form.source },
    },
    { optional: true, description },
  );

/** A whole number within bounds, written in decimal. */
export const NumberParameter = (least: number, most: number, description: string): PropertyDecorator =>
  field(
    {
      name: 'number',
      holds: (value) =>
        typeof value === 'string' && /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most,
      message: `must be a whole number from ${least} to ${most}`,
      schema: { type: 'integer', minimum: least, maximum: most },
    },
    { optional: true, description },
  );

/** Words from a list, separated by commas or stated several times; none twice. */
export const WordsParameter = (words: readonly string[], options: FieldOptions): PropertyDecorator =>
  field(
    {
      name: 'words',
      holds: (value) => {
        const asked = wordsOf(value);
        return asked.every((word) => words.includes(word)) && new Set(asked).size === asked.length;
      },
      message: `must be some of ${words.join(', ')}, separated by commas, none twice`,
      schema: { type: 'array', items: { type: 'string', enum: [...words] }, style: 'form', explode: false } as never,
    },
    options,
  );

/** The words of a checked parameter. */
export const wordsOf = (value: unknown): readonly string[] =>
  value === undefined || value === ''
    ? []
    : (Array.isArray(value) ? value : [value]).flatMap((text: unknown) => String(text).split(','));

export const YesNoParameter = (description: string): PropertyDecorator =>
  ChoiceField(['true', 'false'], { optional: true, description });
