import { GrpcError, handlerFailed, Status } from './grpc-status.js';
import { ProtoReader } from './protobuf.js';

const UINT64_MAX = 0xffff_ffff_ffff_ffffn;
const INT64_MAX = 0x7fff_ffff_ffff_ffffn;

/** A place in a stream: its start, its end, or a revision (at most 2^63 - 1). */
export type StreamPlace = 'start' | 'end' | bigint;

/** A place in `$all`. */
export type AllPlace = 'start' | 'end' | { readonly commit: bigint; readonly prepare: bigint };

export interface FilterOptions {
  readonly on: 'stream' | 'type';
  readonly regex: string;
  readonly prefixes: readonly string[];
  /** Events looked at before a checkpoint is due, before multiplication; undefined: the server's choice. */
  readonly window: number | undefined;
  readonly multiplier: number;
}

interface Common {
  readonly backwards: boolean;
  readonly resolveLinks: boolean;
  readonly structuredIds: boolean;
  /** The client asks for the positions of the stream's ends beside the events. */
  readonly wantsEnds: boolean;
  /** EventStoreDB never answers a request without the option that says how ids are written. */
  readonly unanswerable: boolean;
}

export interface StreamTarget extends Common {
  readonly stream: Buffer;
  readonly from: StreamPlace;
}

export interface AllTarget extends Common {
  readonly from: AllPlace;
  readonly filter: FilterOptions | undefined;
}

export type ReadRequest =
  | { readonly kind: 'read-stream'; readonly target: StreamTarget; readonly count: number }
  | { readonly kind: 'read-all'; readonly target: AllTarget; readonly count: number }
  | { readonly kind: 'subscribe-to-stream'; readonly target: StreamTarget }
  | { readonly kind: 'subscribe-to-all'; readonly target: AllTarget };

interface Options {
  stream?: { name: Buffer; from: StreamPlace };
  all?: AllPlace;
  backwards: boolean;
  resolveLinks: boolean;
  count?: number;
  subscription: boolean;
  filter?: FilterOptions;
  ids?: 'string' | 'structured';
  compatibility: number;
}

/**
 * Reads a ReadReq message.
 *
 * @throws GrpcError as EventStoreDB 23.10 answers the combinations that it refuses
 */
export function parseReadRequest(message: Buffer): ReadRequest {
  const reader = new ProtoReader(message);
  let options: Options | undefined;
  while (reader.next()) {
    if (reader.field === 1) options = parseOptions(reader.message());
    else reader.skip();
  }
  if (!options) throw handlerFailed();
  return requestOf(options);
}

function requestOf(options: Options): ReadRequest {
  const { backwards, resolveLinks, filter, count } = options;
  const common = {
    backwards,
    resolveLinks,
    structuredIds: options.ids === 'structured',
    wantsEnds: options.compatibility > 0,
    unanswerable: options.ids === undefined,
  };
  if (!options.stream && options.all === undefined)
    throw new GrpcError(
      Status.INVALID_ARGUMENT,
      "'None' is not a valid EventStore.Client.Streams.ReadReq+Types+Options+StreamOptionOneofCase",
    );
  refuseCombination(options);
  if (options.stream) {
    const target = { ...common, stream: options.stream.name, from: options.stream.from };
    return count === undefined ? { kind: 'subscribe-to-stream', target } : { kind: 'read-stream', target, count };
  }
  const target = { ...common, from: options.all ?? 'start', filter };
  return count === undefined ? { kind: 'subscribe-to-all', target } : { kind: 'read-all', target, count };
}

function refuseCombination(options: Options): void {
  const how = options.subscription ? 'Subscription' : options.count === undefined ? 'None' : 'Count';
  const bad = how === 'None' || (options.stream && options.filter) || (options.subscription && options.backwards);
  if (!bad) return;
  const words = [
    options.stream ? 'Stream' : 'All',
    how,
    options.backwards ? 'Backwards' : 'Forwards',
    options.filter ? 'Filter' : 'NoFilter',
  ];
  throw new GrpcError(Status.INVALID_ARGUMENT, `The combination of (${words.join(', ')}) is invalid.`);
}

function parseOptions(reader: ProtoReader): Options {
  const options: Options = { backwards: false, resolveLinks: false, subscription: false, compatibility: 0 };
  const readers: Readonly<Record<number, () => void>> = {
    1: () => (options.stream = parseStream(reader.message())),
    2: () => (options.all = parseAll(reader.message())),
    3: () => (options.backwards = reader.uint() === 1),
    4: () => (options.resolveLinks = reader.bool()),
    5: () => (options.count = Number(reader.uint64())),
    6: () => {
      options.subscription = true;
      reader.skip();
    },
    7: () => (options.filter = parseFilter(reader.message())),
    9: () => (options.ids = parseIds(reader.message())),
    10: () => (options.compatibility = parseControl(reader.message())),
  };
  while (reader.next()) (readers[reader.field] ?? (() => reader.skip()))();
  return options;
}

function parseStream(reader: ProtoReader): { name: Buffer; from: StreamPlace } {
  let name = Buffer.alloc(0) as Buffer;
  let from: StreamPlace = 'start';
  while (reader.next()) {
    if (reader.field === 1) name = streamNameOf(reader.message());
    else if (reader.field === 2) from = streamPlace(reader.uint64());
    else {
      if (reader.field === 4) from = 'end';
      reader.skip();
    }
  }
  return { name, from };
}

/** The name in a StreamIdentifier message. */
export function streamNameOf(reader: ProtoReader): Buffer {
  let name = Buffer.alloc(0) as Buffer;
  while (reader.next()) {
    if (reader.field === 3) name = reader.bytes();
    else reader.skip();
  }
  return name;
}

function streamPlace(revision: bigint): StreamPlace {
  if (revision === UINT64_MAX) return 'end';
  if (revision > INT64_MAX) throw handlerFailed();
  return revision;
}

function parseAll(reader: ProtoReader): AllPlace {
  let place: AllPlace = 'start';
  while (reader.next()) {
    if (reader.field === 1) place = allPlace(reader.message());
    else {
      if (reader.field === 3) place = 'end';
      reader.skip();
    }
  }
  return place;
}

function allPlace(reader: ProtoReader): AllPlace {
  let commit = 0n;
  let prepare = 0n;
  while (reader.next()) {
    if (reader.field === 1) commit = reader.uint64();
    else if (reader.field === 2) prepare = reader.uint64();
    else reader.skip();
  }
  if (commit === UINT64_MAX && prepare === UINT64_MAX) return 'end';
  if (commit > INT64_MAX || prepare > commit) throw handlerFailed();
  return { commit, prepare };
}

function parseFilter(reader: ProtoReader): FilterOptions {
  let on: FilterOptions['on'] = 'stream';
  let expression = { regex: '', prefixes: [] as string[] };
  let window: number | undefined;
  let multiplier = 1;
  while (reader.next()) {
    if (reader.field === 1 || reader.field === 2) {
      on = reader.field === 1 ? 'stream' : 'type';
      expression = parseExpression(reader.message());
    } else if (reader.field === 3) window = reader.uint();
    else if (reader.field === 5) multiplier = reader.uint();
    else reader.skip();
  }
  return { on, ...expression, window, multiplier };
}

function parseExpression(reader: ProtoReader): { regex: string; prefixes: string[] } {
  let regex = '';
  const prefixes: string[] = [];
  while (reader.next()) {
    if (reader.field === 1) regex = reader.string();
    else if (reader.field === 2) prefixes.push(reader.string());
    else reader.skip();
  }
  return { regex, prefixes };
}

function parseIds(reader: ProtoReader): 'string' | 'structured' | undefined {
  let ids: 'string' | 'structured' | undefined;
  while (reader.next()) {
    ids = reader.field === 1 ? 'structured' : 'string';
    reader.skip();
  }
  return ids;
}

function parseControl(reader: ProtoReader): number {
  let compatibility = 0;
  while (reader.next()) {
    if (reader.field === 1) compatibility = reader.uint();
    else reader.skip();
  }
  return compatibility;
}
