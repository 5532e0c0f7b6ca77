import { isTimeZone } from '#judge';
import { MisuseError } from '../../misuse.js';
import { ConditionReader } from './check-conditions.js';
import { DateFormatError, dateReader } from './date-format.js';
import { type ColumnSource, type CommandMapping, type Constant, type FieldSource, type Mapping } from './mapping.js';
import { Reader } from './reader.js';
import { ALWAYS, TICKET_COMMANDS } from './ticket-commands.js';

/** A mapping file breaks its rules; the message lists every place. */
export class MappingError extends MisuseError {
  constructor(
    file: string,
    readonly problems: readonly string[],
  ) {
    super(`the mapping ${file} is wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'MappingError';
  }
}

/**
 * A mapping from plain JSON, every key and value checked; unknown keys are refused by their path.
 * @throws MappingError with all that is wrong
 */
export function checkMapping(json: unknown, file: string): Mapping {
  const reader = new Reader();
  const mapping = readMapping(reader, json);
  if (reader.problems.length > 0 || mapping === undefined) throw new MappingError(file, reader.problems);
  return mapping;
}

function readMapping(reader: Reader, json: unknown): Mapping | undefined {
  const object = reader.object(json, '', [
    'name',
    'description',
    'delimiter',
    'timeZone',
    'empty',
    'rowId',
    'ticket',
    'where',
    'commands',
  ]);
  if (!object) return undefined;
  const name = reader.text(object['name'], 'name');
  if (name !== undefined && !/^[A-Za-z0-9._-]{1,64}$/.test(name))
    reader.fail('name', 'must be 1 to 64 characters of A-Z a-z 0-9 . _ -');
  if (object['description'] !== undefined) reader.text(object['description'], 'description');
  const delimiter = object['delimiter'] === undefined ? ',' : reader.text(object['delimiter'], 'delimiter');
  const timeZone = readZone(reader, object['timeZone'], 'timeZone');
  const empty = readTexts(reader, object['empty'] ?? [], 'empty');
  const rowId = readTexts(reader, object['rowId'], 'rowId');
  if (rowId.length === 0) reader.fail('rowId', 'must name at least one column (or "#line")');
  const conditions = new ConditionReader(reader);
  const where = conditions.read(object['where'], 'where');
  const commands = reader.list(object['commands'], 'commands', (item, path) =>
    readCommand(reader, conditions, item, path, timeZone),
  );
  if (commands.length === 0) reader.fail('commands', 'must hold at least one command');
  const ticket = readTicket(reader, object['ticket'], conditions.lookingBack);
  return { name: name ?? '', delimiter: delimiter ?? ',', timeZone, empty, rowId, ticket, where, commands };
}

const readTexts = (reader: Reader, value: unknown, path: string): readonly string[] =>
  reader.list(value, path, (item, here) => reader.text(item, here));

function readTicket(reader: Reader, value: unknown, lookingBack: string | undefined): readonly string[] {
  const ticket = readTexts(reader, value ?? [], 'ticket');
  if (lookingBack !== undefined && ticket.length === 0)
    reader.fail('ticket', `must name the columns of a ticket: ${lookingBack} looks at the row before`);
  return ticket;
}

function readZone(reader: Reader, value: unknown, path: string): string | undefined {
  if (value === undefined) return undefined;
  const zone = reader.text(value, path);
  if (zone !== undefined && !isTimeZone(zone)) reader.fail(path, `"${zone}" is no IANA time zone`);
  return zone;
}

function readCommand(
  reader: Reader,
  conditions: ConditionReader,
  json: unknown,
  path: string,
  timeZone: string | undefined,
): CommandMapping | undefined {
  const object = reader.object(json, path, ['command', 'where', 'fields']);
  if (!object) return undefined;
  const command = reader.text(object['command'], `${path}.command`) ?? '';
  const where = conditions.read(object['where'], `${path}.where`);
  const sources = reader.object(object['fields'], `${path}.fields`) ?? {};
  const fields = Object.entries(sources).map(([field, source]): [string, FieldSource] => [
    field,
    readSource(reader, source, `${path}.fields.${field}`, timeZone),
  ]);
  checkFields(reader, command, Object.keys(sources), path);
  return { command, where, fields: Object.fromEntries(fields) };
}

function checkFields(reader: Reader, command: string, given: readonly string[], path: string): void {
  const known = Object.hasOwn(TICKET_COMMANDS, command) ? TICKET_COMMANDS[command] : undefined;
  if (!known)
    return reader.fail(`${path}.command`, `"${command}" is none of ${Object.keys(TICKET_COMMANDS).join(', ')}`);
  const required = [...ALWAYS, ...known.required];
  for (const field of required)
    if (!given.includes(field)) reader.fail(`${path}.fields`, `${command} needs "${field}"`);
  const all = [...required, ...known.optional];
  for (const field of given)
    if (!all.includes(field)) reader.fail(`${path}.fields.${field}`, `is no field of ${command} (${all.join(', ')})`);
}

const SOURCE_KEYS = [
  'value',
  'column',
  'prefix',
  'map',
  'otherwise',
  'default',
  'optional',
  'as',
  'date',
  'timeZone',
  'ignoreOffset',
];

function readSource(reader: Reader, json: unknown, path: string, timeZone: string | undefined): FieldSource {
  const object = reader.object(json, path, SOURCE_KEYS);
  if (!object) return { value: '' };
  if ((object['value'] === undefined) === (object['column'] === undefined))
    reader.fail(path, 'must have either "value" or "column"');
  if (object['column'] === undefined) {
    for (const key of Object.keys(object))
      if (key !== 'value') reader.fail(`${path}.${key}`, 'goes with "column" only');
    return { value: reader.constant(object['value'], `${path}.value`) ?? '' };
  }
  return readColumn(reader, object, path, timeZone);
}

function readColumn(
  reader: Reader,
  object: Readonly<Record<string, unknown>>,
  path: string,
  timeZone: string | undefined,
): ColumnSource {
  const text = (key: string) => (object[key] === undefined ? undefined : reader.text(object[key], `${path}.${key}`));
  const constant = (key: string) =>
    object[key] === undefined ? undefined : reader.constant(object[key], `${path}.${key}`);
  const as = text('as');
  if (as !== undefined && !['text', 'number', 'id'].includes(as))
    reader.fail(`${path}.as`, 'must be "text", "number" or "id"');
  for (const key of ['optional', 'ignoreOffset'])
    if (object[key] !== undefined && typeof object[key] !== 'boolean')
      reader.fail(`${path}.${key}`, 'must be true or false');
  if (object['otherwise'] !== undefined && object['map'] === undefined)
    reader.fail(`${path}.otherwise`, 'goes with "map" only');
  const source = {
    column: text('column') ?? '',
    prefix: text('prefix'),
    map: readMap(reader, object['map'], `${path}.map`),
    otherwise: constant('otherwise'),
    default: constant('default'),
    optional: object['optional'] === true,
    as: as as ColumnSource['as'],
    date: text('date'),
    timeZone: readZone(reader, object['timeZone'], `${path}.timeZone`),
    ignoreOffset: object['ignoreOffset'] === true,
  };
  checkDate(reader, { ...source, timeZone: source.timeZone ?? timeZone }, path);
  return Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined),
  ) as unknown as ColumnSource;
}

function readMap(reader: Reader, json: unknown, path: string): Readonly<Record<string, Constant>> | undefined {
  if (json === undefined) return undefined;
  const entries = Object.entries(reader.object(json, path) ?? {});
  return Object.fromEntries(entries.map(([key, value]) => [key, reader.constant(value, `${path}.${key}`) ?? '']));
}

function checkDate(
  reader: Reader,
  { date, timeZone, ignoreOffset }: Pick<ColumnSource, 'date' | 'timeZone' | 'ignoreOffset'>,
  path: string,
): void {
  if (date === undefined) return;
  try {
    dateReader(date, timeZone, ignoreOffset);
  } catch (error) {
    if (error instanceof DateFormatError) reader.fail(`${path}.date`, error.message);
    else if (!(error instanceof RangeError)) throw error;
  }
}
