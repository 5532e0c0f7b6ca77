import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import { CommandAnswer } from './command-answer.dto.js';

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'Malformed: `errors` names each field.',
  401: 'No token, or none that is known.',
  404: 'What it is about is not there.',
  409: 'The state forbids it now, or the stream has moved (If-Match).',
  413: 'More than 1,048,576 bytes.',
  415: 'No JSON.',
  422: 'Well-formed, but against the rules; or the key was used for another command.',
  503: 'The log cannot be reached, or its answer got lost: repeat with the same key after `Retry-After` seconds.',
};

/** The refusals that a route may answer with; by default all. */
export const Refuses = (...statuses: readonly number[]): MethodDecorator =>
  applyDecorators(
    ...Object.entries(REFUSALS)
      .filter(([status]) => statuses.length === 0 || statuses.includes(Number(status)))
      .map(([status, description]) => ApiResponse({ status: Number(status), description, content: PROBLEM })),
  );

const headers = [
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'Makes a repeat safe: the same key and body get the first answer again. `commandId` in the body says the same.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
  }),
  ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The revision that the stream must have, in quotes; else 409.',
    schema: { type: 'string', pattern: '^"[0-9]{1,15}"$', example: '"4"' },
  }),
];

/** A command that creates what has an address: 201. */
export const Creates = (what: string): MethodDecorator =>
  applyDecorators(
    HttpCode(201),
    ApiResponse({
      status: 201,
      type: CommandAnswer,
      description: `${what}.`,
      headers: { Location: { description: 'Its address.', schema: { type: 'string' } } },
    }),
    ...headers,
    Refuses(),
  );

/** A command that changes what is there: 200. */
export const Changes = (what: string): MethodDecorator =>
  applyDecorators(
    HttpCode(200),
    ApiResponse({ status: 200, type: CommandAnswer, description: `${what}.` }),
    ...headers,
    Refuses(),
  );
