import type { ApiServer } from './api-server.js';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly format?: string;
  readonly minimum?: number;
}

export interface Operation {
  readonly method: string;
  /** With `{name}` for parameters. */
  readonly path: string;
  readonly query: readonly string[];
  /** Of a JSON body; undefined: it takes none. */
  readonly body: Schema | undefined;
  readonly streams: boolean;
}

interface Described {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> };
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Every operation of the API, from its own document. */
export async function operationsOf(api: ApiServer): Promise<readonly Operation[]> {
  const document = JSON.parse((await api.ask('GET', '/openapi.json')).text) as Document;
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      query: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
      body: resolved(requestBody?.content?.['application/json']?.schema, document) as Schema | undefined,
      streams: requestBody?.content?.['application/x-ndjson'] !== undefined,
    })),
  );
}

/** A schema with its references followed. */
function resolved(schema: unknown, document: Document): unknown {
  if (Array.isArray(schema)) return schema.map((one) => resolved(one, document));
  if (typeof schema !== 'object' || schema === null) return schema;
  const name = (schema as Schema).$ref?.split('/').at(-1);
  if (name !== undefined) return resolved(document.components.schemas[name], document);
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, resolved(value, document)]));
}

const typesOf = ({ type }: Schema): readonly string[] => {
  if (type === undefined) return [];
  return typeof type === 'string' ? [type] : type;
};

/** A value that a schema allows, small. */
export function sampleOf(schema: Schema): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.enum !== undefined) return schema.enum[0];
  const type = typesOf(schema)[0];
  if (type === 'object') return bodyOf(schema);
  if (type === 'array') return schema.items === undefined ? [] : [sampleOf(schema.items)];
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return true;
  return schema.format === 'date-time' ? '2026-01-05T10:00:00Z' : 'x';
}

/** An object with what a schema requires. */
export function bodyOf({ properties = {}, required = [] }: Schema): Record<string, unknown> {
  return Object.fromEntries(required.map((name) => [name, sampleOf(properties[name] ?? {})]));
}

/** A value of each JSON type that a schema does not allow. */
export function wrongTypesFor(schema: Schema): readonly unknown[] {
  const types = typesOf(schema);
  if (types.length === 0) return [];
  const values: readonly (readonly [string, unknown])[] = [
    ['string', 'wrong \u0001 text'],
    ['number', 12.5],
    ['boolean', true],
    ['object', { wrong: 1 }],
    ['array', [[1]]],
    ['null', null],
  ];
  return values
    .filter(([type]) => !types.includes(type) && !(type === 'number' && types.includes('integer')))
    .map(([, value]) => value);
}
