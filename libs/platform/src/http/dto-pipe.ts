import { type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { readDto, type DtoClass } from './read-dto.js';

const PRIMITIVES: readonly unknown[] = [String, Number, Boolean, Array, Object, undefined];

/**
 * Every body, query and set of path parameters that names a class is checked against it; a missing body is empty.
 * Fastify's parameters have a prototype of their own: they are copied.
 */
export class DtoPipe implements PipeTransform {
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    if (type === 'custom' || PRIMITIVES.includes(metatype)) return value;
    return readDto(metatype as DtoClass, type === 'body' ? (value ?? {}) : { ...(value as object) });
  }
}
