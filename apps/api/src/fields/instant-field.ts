import { instantToIso, parseInstant, type Instant } from '#judge';
import { field, type FieldOptions } from './field.js';

const FIRST_YEAR = 1900;
const ISO_LENGTH = '2015-02-16T17:25:30.000Z'.length;

/** Whether a text is an instant that the log can hold: ISO 8601 with an offset, in the years 1900 to 9999 of UTC. */
export function isInstant(value: unknown): value is string {
  try {
    const iso = instantToIso(parseInstant(value));
    return iso.length === ISO_LENGTH && Number(iso.slice(0, 4)) >= FIRST_YEAR;
  } catch {
    return false;
  }
}

/** An instant with its offset, as people and machines write it. */
export const InstantField = (options?: FieldOptions): PropertyDecorator =>
  field(
    {
      name: 'instant',
      holds: isInstant,
      message: 'must be an instant in ISO 8601 with an offset, as 2015-02-16T12:25:30-05:00, of the years 1900 to 9999',
      schema: { type: String, format: 'date-time', example: '2015-02-16T12:25:30-05:00' },
    },
    options,
  );

/** The instant of a field that may be left out. */
export const instantOrNull = (text: string | null | undefined): Instant | null =>
  text == null ? null : parseInstant(text);
