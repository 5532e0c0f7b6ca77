import { applyDecorators, type Type, UseInterceptors } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiProduces, getSchemaPath } from '@nestjs/swagger';
import { MEDIA_TYPES } from './format.js';
import { ListInterceptor } from './list-interceptor.js';

const POSITION = { type: 'string', description: 'Of the last event of the log in the models.', example: '81402' };
const HAND = {
  type: 'string',
  format: 'date-time',
  description: 'The instant up to which due times have been applied.',
};

/** What a list answers, for the OpenAPI document. */
const listSchema = (item: Type) => ({
  type: 'object',
  required: ['items', 'next', 'position', 'hand', 'restating', 'deadLetters'],
  properties: {
    items: { type: 'array', items: { $ref: getSchemaPath(item) } },
    next: { type: 'string', nullable: true, description: 'The cursor of the next page; null on the last.' },
    position: POSITION,
    hand: HAND,
    restating: { type: 'boolean', description: 'Cases are still being judged again after a retroactive version.' },
    deadLetters: { type: 'integer', description: 'How many events or cases the models could not take.' },
  },
});

/** A route that answers a list: pages in JSON, the whole list in CSV and NDJSON. */
export const AnswersList = (operationId: string, summary: string, item: Type): MethodDecorator =>
  applyDecorators(
    UseInterceptors(ListInterceptor),
    ApiOperation({ operationId, summary }),
    ApiExtraModels(item),
    ApiProduces(...Object.values(MEDIA_TYPES)),
    ApiOkResponse({
      content: {
        'application/json': { schema: listSchema(item) },
        'text/csv': { schema: { type: 'string' } },
        'application/x-ndjson': { schema: { $ref: getSchemaPath(item) } },
      },
    }),
  );
