import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { deeper } from './field-path.js';
import { ProblemError, type FieldError } from './problem.js';
import { recordsOf, type Class } from './record-of.js';

const UNKNOWN = 'is not a known field';

/**
 * A checked instance of a class of fields (class-validator), from plain values.
 * @throws ProblemError 400 with every field that breaks a rule, unknown ones too, and its path
 */
export function readDto<T extends object>(dto: Class<T>, plain: unknown): T {
  const errors: FieldError[] = [];
  const instance = build(dto, plain, '', errors);
  if (instance === undefined || errors.length > 0) throw ProblemError.badRequest(errors);
  return instance;
}

function build<T extends object>(dto: Class<T>, plain: unknown, path: string, errors: FieldError[]): T | undefined {
  if (!isPlainObject(plain)) {
    errors.push({ path, message: 'must be a JSON object' });
    return undefined;
  }
  const instance = plainToInstance(dto, plain);
  errors.push(...skipped(plain, instance, path));
  const found = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
  });
  for (const error of found) flatten(error, path, errors);
  buildRecords(instance, path, errors);
  return instance;
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as typeof Object.prototype | null);

/** class-transformer leaves out names that Object.prototype has: an unknown field must not slip through there. */
function skipped(plain: object, instance: object, path: string): readonly FieldError[] {
  return Object.keys(plain)
    .filter((key) => !Object.hasOwn(instance, key))
    .map((key) => ({ path: deeper(path, key), message: UNKNOWN }));
}

function flatten(error: ValidationError, path: string, errors: FieldError[]): void {
  const here = error.property === undefined ? path : deeper(path, error.property);
  for (const [rule, message] of Object.entries(error.constraints ?? {})) {
    errors.push({ path: here, message: wording(rule, message, error.property) });
  }
  for (const child of error.children ?? []) flatten(child, here, errors);
}

/** class-validator opens its sentences with the field's name, which the path says already. */
function wording(rule: string, message: string, property: string | undefined): string {
  if (rule === 'whitelistValidation') return UNKNOWN;
  if (rule === 'unknownValue' || rule === 'nestedValidation') return 'must be a JSON object';
  return property !== undefined && message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}

/** Records hang on any instance of the tree: those nested by class-transformer are walked to. */
function buildRecords(instance: object, path: string, errors: FieldError[]): void {
  const fields = recordsOf(instance);
  const own = instance as Record<string, unknown>;
  for (const { property, value, list } of fields) {
    const here = deeper(path, property);
    const record = own[property];
    if (isPlainObject(record)) own[property] = builtRecord(record, here, { value: value(), list }, errors);
    else if (record != null) errors.push({ path: here, message: 'must be a JSON object' });
  }
  const records = new Set(fields.map(({ property }) => property));
  for (const [key, item] of Object.entries(own)) {
    if (!records.has(key)) walk(item, deeper(path, key), errors);
  }
}

function walk(item: unknown, path: string, errors: FieldError[]): void {
  if (Array.isArray(item)) item.forEach((one, index) => walk(one, deeper(path, index), errors));
  else if (typeof item === 'object' && item !== null && !isPlainObject(item)) buildRecords(item, path, errors);
}

function builtRecord(
  record: Record<string, unknown>,
  path: string,
  { value, list }: { value: Class; list: boolean },
  errors: FieldError[],
): Record<string, unknown> {
  const built = Object.entries(record).map(([key, item]): [string, unknown] => {
    const here = deeper(path, key);
    return [key, list ? builtList(item, here, value, errors) : build(value, item, here, errors)];
  });
  return Object.fromEntries(built);
}

function builtList(items: unknown, path: string, value: Class, errors: FieldError[]): unknown {
  if (Array.isArray(items)) return items.map((item, index) => build(value, item, deeper(path, index), errors));
  errors.push({ path, message: 'must be a list' });
  return undefined;
}
