import { ProtoReader } from '../src/wire/protobuf.js';
import { ShownPosition } from './shown.js';

/** How one field is shown. `text`: bytes or string; `whole`: a 64-bit number in digits. */
type Kind = 'text' | 'whole' | 'number' | 'position' | 'map' | Schema;

interface Schema {
  readonly fields: Readonly<Record<number, readonly [name: string, kind: Kind]>>;
  /** Fields that are shown when they are not on the wire: proto3's defaults. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

const EMPTY: Schema = { fields: {} };
const POSITION: Schema = { fields: { 1: ['commitPosition', 'position'], 2: ['preparePosition', 'position'] } };
const IDENTIFIER: Schema = { fields: { 3: ['streamName', 'text'] } };
const UUID: Schema = {
  fields: {
    1: ['structured', { fields: { 1: ['mostSignificantBits', 'whole'], 2: ['leastSignificantBits', 'whole'] } }],
    2: ['string', 'text'],
  },
};
const RECORDED: Schema = {
  fields: {
    1: ['id', UUID],
    2: ['streamIdentifier', IDENTIFIER],
    3: ['streamRevision', 'whole'],
    4: ['preparePosition', 'position'],
    5: ['commitPosition', 'position'],
    6: ['metadataMap', 'map'],
    7: ['customMetadata', 'text'],
    8: ['data', 'text'],
  },
  defaults: { streamRevision: '0', metadataMap: {}, customMetadata: '', data: '' },
};
const SUCCESS: Schema = {
  fields: { 1: ['currentRevision', 'whole'], 2: ['noStream', EMPTY], 3: ['position', POSITION] },
};

/** ReadResp; the names are those of the content's cases. */
export const READ_RESP: Schema = {
  fields: {
    1: ['EVENT', { fields: { 1: ['event', RECORDED], 2: ['link', RECORDED], 3: ['commitPosition', 'position'] } }],
    2: ['CONFIRMATION', { fields: { 1: ['subscriptionId', 'text'] } }],
    3: ['CHECKPOINT', POSITION],
    4: ['STREAM_NOT_FOUND', { fields: { 1: ['streamIdentifier', IDENTIFIER] } }],
    5: ['FIRST_STREAM_POSITION', 'whole'],
    6: ['LAST_STREAM_POSITION', 'whole'],
    7: ['LAST_ALL_STREAM_POSITION', POSITION],
    8: ['CAUGHT_UP', EMPTY],
    9: ['FELL_BEHIND', EMPTY],
  },
};

export const APPEND_RESP: Schema = {
  fields: {
    1: ['success', SUCCESS],
    2: [
      'wrongExpectedVersion',
      {
        fields: {
          1: ['currentRevision2060', 'number'],
          2: ['noStream2060', EMPTY],
          3: ['expectedRevision2060', 'number'],
          4: ['any2060', EMPTY],
          5: ['streamExists2060', EMPTY],
          6: ['currentRevision', 'whole'],
          7: ['currentNoStream', EMPTY],
          8: ['expectedRevision', 'whole'],
          9: ['expectedAny', EMPTY],
          10: ['expectedStreamExists', EMPTY],
          11: ['expectedNoStream', EMPTY],
        },
      },
    ],
  },
};

/** Messages that come as details of a failed append, by their name. */
const DETAILS: Readonly<Record<string, Schema>> = {
  'event_store.client.WrongExpectedVersion': {
    fields: {
      1: ['currentStreamRevision', 'whole'],
      2: ['currentNoStream', EMPTY],
      3: ['expectedStreamPosition', 'whole'],
      4: ['expectedAny', EMPTY],
      5: ['expectedStreamExists', EMPTY],
      6: ['expectedNoStream', EMPTY],
    },
  },
  'event_store.client.StreamDeleted': { fields: { 1: ['streamIdentifier', IDENTIFIER] } },
  'event_store.client.MaximumAppendSizeExceeded': { fields: { 1: ['maxappendsize', 'number'] } },
  'event_store.client.BadRequest': { fields: { 1: ['message', 'text'] } },
};

/** The fields of BatchAppendResp; `error` is read by `batchFailure`. */
export const BATCH_RESP: Schema = {
  fields: { 1: ['correlationId', UUID], 3: ['success', SUCCESS], 4: ['streamIdentifier', IDENTIFIER] },
};

export type Shown = Record<string, unknown>;

/** A message as the recordings show it: what is on the wire, by name. */
export function shown(reader: ProtoReader, schema: Schema): Shown {
  const result: Shown = { ...schema.defaults };
  while (reader.next()) {
    const [name, kind] = schema.fields[reader.field] ?? [];
    if (name === undefined || kind === undefined) reader.skip();
    else if (kind === 'map') result[name] = { ...(result[name] as Shown), ...entry(reader.message()) };
    else result[name] = field(reader, kind);
  }
  return result;
}

function field(reader: ProtoReader, kind: Exclude<Kind, 'map'>): unknown {
  switch (kind) {
    case 'text':
      return reader.string();
    case 'whole':
      return reader.uint64().toString();
    case 'number':
      return Number(reader.uint64());
    case 'position':
      return new ShownPosition(reader.uint64());
    default:
      return shown(reader.message(), kind);
  }
}

function entry(reader: ProtoReader): Shown {
  const { key, value } = shown(reader, { fields: { 1: ['key', 'text'], 2: ['value', 'text'] } }) as Record<
    string,
    string
  >;
  if (key !== 'created') return { [String(key)]: value };
  return { created: /^\d{17,18}$/.test(value ?? '') ? '<unix ticks>' : '<other>' };
}

/** The google.rpc.Status in a BatchAppendResp; undefined when it is a success. */
export function batchFailure(message: Buffer): Shown | undefined {
  const reader = new ProtoReader(message);
  while (reader.next()) {
    if (reader.field === 2) return status(reader.message());
    reader.skip();
  }
  return undefined;
}

function status(reader: ProtoReader): Shown {
  const result: Shown = {};
  while (reader.next()) {
    if (reader.field === 1) result['code'] = reader.uint();
    else if (reader.field === 2) result['message'] = reader.string();
    else if (reader.field === 3) result['details'] = anyMessage(reader.message());
    else reader.skip();
  }
  return result;
}

function anyMessage(reader: ProtoReader): Shown {
  let typeUrl = '';
  let value = Buffer.alloc(0) as Buffer;
  while (reader.next()) {
    if (reader.field === 1) typeUrl = reader.string();
    else if (reader.field === 2) value = reader.bytes();
    else reader.skip();
  }
  const name = typeUrl.slice(typeUrl.lastIndexOf('/') + 1);
  return { typeUrl, name, value: shown(new ProtoReader(value), DETAILS[name] ?? EMPTY) };
}
