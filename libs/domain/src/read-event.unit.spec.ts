import { readdirSync, readFileSync } from 'node:fs';
import { EVENT_TYPES, readEvent, schemaOf, UnknownEventError } from './read-event.js';

const folder = new URL('../golden/', import.meta.url);

interface Golden {
  readonly type: string;
  readonly schema: number;
  readonly data: object;
  /** What reading it gives today; absent: the data as they are. */
  readonly reads?: object;
}

const goldens = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Golden);

it.each(goldens.map((golden) => [`${golden.type} ${golden.schema}`, golden] as const))(
  '%s, as once written, is read',
  (_, { type, schema, data, reads }) => {
    expect(readEvent({ type, data, metadata: { schema } })).toEqual({ type, data: reads ?? data });
  },
);

it('every schema of every event has a golden file', () => {
  const versions = EVENT_TYPES.flatMap((type) => Array.from({ length: schemaOf(type) }, (_, i) => `${type} ${i + 1}`));
  expect(goldens.map(({ type, schema }) => `${type} ${schema}`).sort()).toEqual(versions.sort());
});

it.each([
  ['an unknown name', { type: 'TicketEaten', data: {}, metadata: { schema: 1 } }],
  ['a name of Object', { type: 'toString', data: {}, metadata: { schema: 1 } }],
  ['a schema to come', { type: 'TicketClosed', data: {}, metadata: { schema: 2 } }],
  ['no schema', { type: 'TicketClosed', data: {}, metadata: null }],
  ['no data', { type: 'TicketClosed', data: null, metadata: { schema: 1 } }],
])('%s is refused', (_, recorded) => {
  expect(() => readEvent(recorded)).toThrow(UnknownEventError);
});
