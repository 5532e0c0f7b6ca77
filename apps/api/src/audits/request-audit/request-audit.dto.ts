import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, ValidateNested } from 'class-validator';
import { ID_RULE, isId } from '#domain';
import { CommandAnswer } from '../../commands/command-answer.dto.js';
import { CommandBody } from '../../commands/command-body.dto.js';
import { field, IdField, InstantField } from '../../fields/index.js';
import { PositionParameter } from '../../queries/parameters.js';
import { OverlaidAmendmentBody, OverlaidCalendarBody, OverlaidExclusionBody } from './overlay.dto.js';

const MOST_AGREEMENTS = 1000;
const MOST_OVERLAYS = 100;

const isScope = (value: unknown): boolean =>
  value === '*' ||
  isId(value) ||
  (Array.isArray(value) && value.length > 0 && value.length <= MOST_AGREEMENTS && value.every(isId));

const ID_SCHEMA = { type: 'string' as const, example: 'boston-311' };

/** An agreement, a list of them, or `*`. */
const ScopeField = (): PropertyDecorator =>
  field(
    {
      name: 'scope',
      holds: isScope,
      message: `must be an agreement, a list of 1 to ${MOST_AGREEMENTS} agreements, or "*"; an agreement ${ID_RULE}`,
      schema: { oneOf: [ID_SCHEMA, { type: 'array', items: ID_SCHEMA, minItems: 1, maxItems: MOST_AGREEMENTS }] },
    },
    { description: 'Whose tickets are judged; `*`: those of every agreement.' },
  );

/** A list of ids. */
const IdsField = (description: string): PropertyDecorator =>
  field(
    {
      name: 'ids',
      holds: (value) => Array.isArray(value) && value.length <= MOST_OVERLAYS && value.every(isId),
      message: `must be a list of at most ${MOST_OVERLAYS} ids; each ${ID_RULE}`,
      schema: { type: 'array', items: ID_SCHEMA, maxItems: MOST_OVERLAYS },
    },
    { optional: true, description },
  );

/** A list of overlaid things. */
const OverlaysField = (item: new () => object): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    IsArray(),
    ArrayMaxSize(MOST_OVERLAYS),
    ValidateNested({ each: true }),
    Type(() => item),
    ApiProperty({ type: [item], required: false, maxItems: MOST_OVERLAYS }),
  );

/** History is judged twice: as recorded, and with other versions laid over it. */
export class RequestAuditBody extends CommandBody {
  @IdField({ optional: true, description: 'By default the server mints one, which follows from caller and key.' })
  auditId?: string | null;

  @ScopeField()
  agreementId!: string | string[];

  @InstantField({ description: 'Cases not finished before it; verdicts decided at or after it count.' })
  from!: string;

  @InstantField({ description: 'Cases opened before it; verdicts decided before it count.' })
  to!: string;

  @PositionParameter('What was known to the log at this position; by default its head at acceptance.')
  asOf?: string | null;

  @InstantField({ optional: true, description: 'The instant of both judgements; by default the server’s clock.' })
  now?: string | null;

  @OverlaysField(OverlaidAmendmentBody)
  amendments?: OverlaidAmendmentBody[] | null;

  @OverlaysField(OverlaidCalendarBody)
  calendars?: OverlaidCalendarBody[] | null;

  @OverlaysField(OverlaidExclusionBody)
  exclusions?: OverlaidExclusionBody[] | null;

  @IdsField('Ids of recorded exclusions to leave out.')
  withdraw?: string[] | null;
}

/** The audit is in the log; `Location` says where it is. */
export class AuditAccepted extends CommandAnswer {
  @ApiProperty({ example: 'q1-renegotiated' })
  auditId!: string;
}
