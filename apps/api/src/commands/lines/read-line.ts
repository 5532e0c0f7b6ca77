import { ID_RULE, isId } from '#domain';
import { parseJson, ProblemError, readDto, type FieldError } from '#platform';
import type { ApiCommand } from '../api-command.js';
import { LINE_KINDS, type LineKind } from './line-kinds.js';

/** Who sends the lines, and how a line without a key gets one. */
export interface Sender {
  readonly actor: string;
  readonly correlationId: string;
  readonly newId: () => string;
}

/**
 * A line as the command that it says.
 * @throws ProblemError 400 with every field that breaks a rule
 */
export function readLine(bytes: Buffer, { actor, correlationId, newId }: Sender): ApiCommand {
  const fields = fieldsOf(parseJson(bytes));
  const kind = kindOf(fields['command']);
  const { ids, rest } = addressOf(kind, fields);
  const body = readDto(kind.body, rest);
  const key = body.commandId ?? undefined;
  const asked = { actor, correlationId, commandId: key ?? newId(), keyIsNew: key === undefined, ifMatch: null };
  return kind.build(ids, body, asked);
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw ProblemError.badRequest([{ path: '', message: 'must be a JSON object' }]);
}

function kindOf(name: unknown): LineKind {
  const kind = typeof name === 'string' ? LINE_KINDS.get(name) : undefined;
  if (kind !== undefined) return kind;
  const message = `must be one of ${[...LINE_KINDS.keys()].join(', ')}`;
  throw ProblemError.badRequest([{ path: 'command', message }]);
}

function addressOf(kind: LineKind, fields: Fields): { ids: Readonly<Record<string, string>>; rest: Fields } {
  const errors: FieldError[] = [];
  const ids: Record<string, string> = {};
  for (const path of kind.ids) {
    const id: unknown = fields[path];
    if (isId(id)) ids[path] = id;
    else errors.push({ path, message: ID_RULE });
  }
  const address = new Set(['command', ...kind.ids]);
  const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => !address.has(name)));
  if (errors.length > 0) throw ProblemError.badRequest([...errors, ...bodyErrors(kind, rest)]);
  return { ids, rest };
}

/** What is wrong besides the address: an author sees it all at once. */
function bodyErrors(kind: LineKind, rest: Fields): readonly FieldError[] {
  try {
    readDto(kind.body, rest);
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.extras.errors ?? [];
    throw error;
  }
}
