import 'reflect-metadata';
import { ApiProperty, getSchemaPath, ApiExtraModels } from '@nestjs/swagger';

export type Class<T extends object = object> = new () => T;

export interface RecordField {
  readonly property: string;
  readonly value: () => Class;
  /** Each value is a list of them. */
  readonly list: boolean;
}

const RECORDS = Symbol('avenant:records');

/**
 * A field that is an object with free names and values of one form, or lists of them: `tiers: { gold: [Target] }`.
 * class-validator has no word for it; the values' paths are told like any other (`tiers.gold[0].within`).
 */
export function RecordOf(
  value: () => Class,
  options: { list?: boolean; description?: string; optional?: boolean } = {},
) {
  return (target: object, property: string): void => {
    const field: RecordField = { property, value, list: options.list === true };
    Reflect.defineMetadata(RECORDS, [...recordsOf(target), field], target);
    document(target, property, field, options);
  };
}

function document(
  target: object,
  property: string,
  { value, list }: RecordField,
  { description, optional }: { description?: string; optional?: boolean },
): void {
  const item = { $ref: getSchemaPath(value()) };
  const additionalProperties = list ? { type: 'array', items: item } : item;
  ApiExtraModels(value())(target.constructor);
  ApiProperty({ type: 'object', additionalProperties, required: optional !== true, description } as object)(
    target,
    property,
  );
}

/** The record fields of a class, by its prototype or an instance. */
export function recordsOf(target: object): readonly RecordField[] {
  return (Reflect.getMetadata(RECORDS, target) as readonly RecordField[] | undefined) ?? [];
}
