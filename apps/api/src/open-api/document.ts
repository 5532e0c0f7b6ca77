import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { PROBLEM_SCHEMA } from './problem-schema.js';

const ABOUT =
  'Avenant keeps what happened to every ticket and every change of every agreement as events, tells at any moment ' +
  'whether the promises were kept, and judges the same history again under other terms. Instants: ISO 8601, with an ' +
  'offset on input, UTC with milliseconds on output. Errors: `application/problem+json` (RFC 9457); `errors` names each field.';

/** The OpenAPI 3.1 document of all routes, from the routes themselves. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const head = new DocumentBuilder()
    .setTitle('Avenant')
    .setDescription(ABOUT)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The operator key.' }, 'token')
    .addSecurityRequirements('token')
    .build();
  const document = SwaggerModule.createDocument(app, head, { operationIdFactory: (_controller, method) => method });
  const schemas = { ...document.components?.schemas, Problem: PROBLEM_SCHEMA };
  return nullsSpelled({ ...document, components: { ...document.components, schemas } }) as OpenAPIObject;
}

/** OpenAPI 3.1 says null by its type, where 3.0 had `nullable`. */
function nullsSpelled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nullsSpelled);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Record<string, unknown>;
  const spelled = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, nullsSpelled(item)]));
  if (nullable === undefined || typeof nullable === 'object')
    return nullable === undefined ? spelled : { nullable, ...spelled };
  return nullable === true ? withNull(spelled) : spelled;
}

function withNull(schema: Record<string, unknown>): Record<string, unknown> {
  if (typeof schema['type'] !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const words = Array.isArray(schema['enum']) ? { enum: [...(schema['enum'] as unknown[]), null] } : {};
  return { ...schema, type: [schema['type'], 'null'], ...words };
}
