import { START, type Position } from '../port.js';
import { frame } from './frames.js';
import { bytesField, uintField } from './protobuf.js';

/** streams.proto, ReadReq.Options. */
const ALL = 2;
const DIRECTION = 3;
const COUNT = 5;
const SUBSCRIPTION = 6;
const FILTER = 7;
const NO_FILTER = 8;
const UUID_OPTION = 9;

const EMPTY = Buffer.alloc(0);
const ID_AS_TEXT = bytesField(UUID_OPTION, bytesField(2, EMPTY));

const request = (...options: Buffer[]): Buffer => frame(bytesField(1, ...options, ID_AS_TEXT));

function placeInAll(position: Position): Buffer {
  if (position === START) return bytesField(ALL, bytesField(2, EMPTY));
  return bytesField(ALL, bytesField(1, uintField(1, position), uintField(2, position)));
}

/** All events from a position on, it included, to the end of the log. */
export const readForwards = (from: Position): Buffer =>
  request(placeInAll(from), uintField(COUNT, Number.MAX_SAFE_INTEGER), bytesField(NO_FILTER, EMPTY));

/** The last event of all. */
export const readLast = (): Buffer =>
  request(
    bytesField(ALL, bytesField(3, EMPTY)),
    uintField(DIRECTION, 1),
    uintField(COUNT, 1),
    bytesField(NO_FILTER, EMPTY),
  );

/** A subscription strictly after a position to streams by prefix; the server's window is 32 events. */
export function subscribe(after: Position, prefixes: readonly string[], checkpointInterval: number): Buffer {
  const names = bytesField(1, ...prefixes.map((prefix) => bytesField(2, Buffer.from(prefix, 'utf8'))));
  return request(
    placeInAll(after),
    bytesField(SUBSCRIPTION, EMPTY),
    bytesField(FILTER, names, bytesField(4, EMPTY), uintField(5, checkpointInterval)),
  );
}
