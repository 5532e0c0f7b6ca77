import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy, ValidateIf } from 'class-validator';

/** What every field says of itself besides its rule. */
export interface FieldOptions {
  /** May be left out. */
  readonly optional?: boolean;
  /** May be null; by default where it may be left out. */
  readonly nullable?: boolean;
  readonly description?: string;
}

export interface Rule {
  readonly name: string;
  readonly holds: (value: unknown) => boolean;
  /** Follows the field's path: `must be ...`. */
  readonly message: string;
  readonly schema: ApiPropertyOptions;
}

/** A field with one rule: checked at the door and told in the OpenAPI document from one place. */
export function field(rule: Rule, options: FieldOptions = {}): PropertyDecorator {
  const { optional = false, nullable = optional, description } = options;
  const documented = {
    ...rule.schema,
    required: !optional,
    ...(nullable && { nullable }),
    ...(description !== undefined && { description }),
  };
  return applyDecorators(
    ApiProperty(documented as ApiPropertyOptions),
    ValidateIf((_, value) => !(optional && value === undefined) && !(nullable && value === null)),
    ValidateBy({
      name: rule.name,
      validator: { validate: rule.holds, defaultMessage: () => rule.message },
    }),
  );
}
