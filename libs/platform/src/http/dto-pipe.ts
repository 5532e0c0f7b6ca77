import { type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { readDto } from './read-dto.js';
import type { Class } from './record-of.js';

const PRIMITIVES: readonly unknown[] = [String, Number, Boolean, Array, Object, undefined];

/** Every body, query and set of path parameters that names a class is checked against it; a missing body is empty. */
export class DtoPipe implements PipeTransform {
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    if (type === 'custom' || PRIMITIVES.includes(metatype)) return value;
    return readDto(metatype as Class, value ?? {});
  }
}
