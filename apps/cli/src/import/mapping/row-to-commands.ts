import { createHash } from 'node:crypto';
import { conditionColumns, holds, RowMemory } from './conditions.js';
import { DateError, dateReader, type DateReader } from './date-format.js';
import { type ColumnSource, type Constant, type FieldSource, type Mapping } from './mapping.js';

/** A row of a file: its line and its cells by column; undefined: no such cell. */
export interface Row {
  readonly line: number;
  readonly cell: (column: string) => string | undefined;
}

/** A command ready to be sent. */
export interface MappedCommand {
  readonly name: string;
  readonly ticketId: string;
  readonly body: Readonly<Record<string, Constant>>;
}

/** A row does not give what a command needs. */
export class RowError extends Error {
  constructor(
    readonly command: string,
    field: string,
    why: string,
  ) {
    super(`${field}: ${why}`);
    this.name = 'RowError';
  }
}

/**
 * The commands of a row, in order: none where a condition does not hold. Takes the rows in the order of their files:
 * a condition may look at the row before of the same ticket, that is the last that met the mapping's own `where`.
 * @throws RowError; such a row is a row before all the same
 */
export type RowReader = (row: Row) => readonly MappedCommand[];

/** Makes the reader of a checked mapping: formats and zones are compiled once. */
export function rowReader(mapping: Mapping): RowReader {
  const text = textReader(mapping.empty);
  const commands = mapping.commands.map(({ command, where, fields }, index) => ({
    command,
    index,
    where,
    fields: Object.entries(fields).map(([field, source]) => ({
      field,
      read: fieldReader(source, text, mapping.timeZone),
    })),
  }));
  const memory = new RowMemory(mapping);
  return (row) => {
    const now = (column: string) => text(row, column);
    const sight = memory.sight(now);
    if (!holds(mapping.where, sight)) return [];
    memory.keep(now);
    return commands
      .filter(({ where }) => holds(where, sight))
      .map(({ command, index, fields }) => {
        const body: Record<string, Constant> = { command, commandId: commandKey(mapping, row, index) };
        for (const { field, read } of fields) {
          const value = valueOf(command, field, read, row);
          if (value !== undefined) body[field] = value;
        }
        return { name: command, ticketId: String(body['ticketId']), body };
      });
  };
}

/** All columns that a mapping reads. */
export function columnsOf(mapping: Mapping): readonly string[] {
  const sources = mapping.commands.flatMap(({ fields }) => Object.values(fields));
  const named = [
    ...mapping.rowId,
    ...mapping.ticket,
    ...conditionColumns(mapping),
    ...sources.flatMap((source) => ('column' in source ? source.column : [])),
  ];
  return [...new Set(named)].filter((column) => column !== LINE);
}

const LINE = '#line';

/** The same row under the same mapping always has the same key: a second import writes nothing. */
function commandKey(mapping: Mapping, row: Row, index: number): string {
  const id = mapping.rowId.map((column) => (column === LINE ? String(row.line) : (row.cell(column) ?? '')));
  const hash = createHash('sha256').update(JSON.stringify([mapping.name, id, index]));
  return `import-${hash.digest('hex').slice(0, 40)}`;
}

/** What a cell says, without blanks at either end; empty where it says nothing. */
type TextReader = (row: Row, column: string) => string;

function textReader(empty: readonly string[]): TextReader {
  const nothing = new Set(empty);
  return (row, column) => {
    const text = (row.cell(column) ?? '').trim();
    return nothing.has(text) ? '' : text;
  };
}

type FieldReader = (row: Row) => Constant | undefined;

/** Why a cell cannot be read. */
class CellError extends Error {}

function valueOf(command: string, field: string, read: FieldReader, row: Row): Constant | undefined {
  try {
    return read(row);
  } catch (error) {
    if (error instanceof CellError || error instanceof DateError) throw new RowError(command, field, error.message);
    throw error;
  }
}

function fieldReader(source: FieldSource, textOf: TextReader, timeZone: string | undefined): FieldReader {
  if ('value' in source) return () => source.value;
  const zone = source.timeZone ?? timeZone;
  const read = source.date === undefined ? undefined : dateReader(source.date, zone, source.ignoreOffset);
  return (row) => {
    const text = textOf(row, source.column);
    if (text !== '') return convert(text, source, read);
    if (source.default !== undefined || source.optional) return source.default;
    throw new CellError(`column ${source.column} is empty`);
  };
}

function convert(text: string, source: ColumnSource, date: DateReader | undefined): Constant {
  if (date) return new Date(date(text)).toISOString();
  if (source.map) return lookUp(text, source.map, source);
  if (source.as === 'number') return numberOf(text, source.column);
  return (source.prefix ?? '') + (source.as === 'id' ? asId(text) : text);
}

function lookUp(text: string, map: Readonly<Record<string, Constant>>, source: ColumnSource): Constant {
  const value = Object.hasOwn(map, text) ? map[text] : source.otherwise;
  if (value === undefined) throw new CellError(`the map of column ${source.column} has no entry for "${text}"`);
  return value;
}

function numberOf(text: string, column: string): number {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new CellError(`"${text}" in column ${column} is no number`);
  return Number(text);
}

/** What no id may hold becomes `~` and the two digits of each of its bytes, so that two texts never become one id. */
function asId(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]/gu, (character) =>
    [...Buffer.from(character, 'utf8')].map((byte) => `~${byte.toString(16).padStart(2, '0')}`).join(''),
  );
}
