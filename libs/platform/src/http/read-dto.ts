import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { ClassRules } from './class-rules.js';
import { deeper } from './field-path.js';
import { ProblemError, type FieldError } from './problem.js';

/** A class of fields with rules (class-validator). */
export type DtoClass<T extends object = object> = new () => T;

const UNKNOWN = 'is not a known field';
const NO_OBJECT = 'must be a JSON object';

/**
 * A checked instance of a class of fields, from plain values.
 * @throws ProblemError 400 with every field that breaks a rule, unknown ones too, and its path
 */
export function readDto<T extends object>(dto: DtoClass<T>, plain: unknown): T {
  if (!isPlainObject(plain)) throw ProblemError.badRequest([{ path: '', message: NO_OBJECT }]);
  return quickly(dto, plain) ?? slowly(dto, plain);
}

/**
 * An instance where all rules hold; undefined: class-validator is to say what is wrong, or whether anything is. Fields
 * are taken as they are: a class whose fields class-transformer changes must have a rule that only class-validator follows.
 */
function quickly<T extends object>(dto: DtoClass<T>, plain: object): T | undefined {
  const rules = ClassRules.of(dto);
  // Assigned, such a field would be the instance's prototype and no field of it.
  if (rules === null || Object.hasOwn(plain, '__proto__')) return undefined;
  const instance = Object.assign(new dto(), plain);
  return rules.hold(instance) ? instance : undefined;
}

function slowly<T extends object>(dto: DtoClass<T>, plain: object): T {
  const instance = plainToInstance(dto, plain);
  const found = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
  });
  const errors = [...skipped(plain, instance), ...found.flatMap((error) => flatten(error, ''))];
  if (errors.length > 0) throw ProblemError.badRequest(errors);
  return instance;
}

/** A value without a class: what JSON gives, and what Fastify reads from a query, whose prototype has none above it. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** class-transformer leaves out names that Object.prototype has: an unknown field must not slip through there. */
function skipped(plain: object, instance: object): readonly FieldError[] {
  return Object.keys(plain)
    .filter((key) => !Object.hasOwn(instance, key))
    .map((key) => ({ path: deeper('', key), message: UNKNOWN }));
}

function flatten(error: ValidationError, path: string): readonly FieldError[] {
  const here = error.property === undefined ? path : deeper(path, error.property);
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    path: here,
    message: wording(rule, message, error.property),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, here))];
}

/** class-validator opens its sentences with the field's name, which the path says already. */
function wording(rule: string, message: string, property: string | undefined): string {
  if (rule === 'whitelistValidation') return UNKNOWN;
  if (rule === 'unknownValue' || rule === 'nestedValidation') return NO_OBJECT;
  return property !== undefined && message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}
