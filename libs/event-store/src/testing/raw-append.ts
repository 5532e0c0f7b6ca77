import { randomUUID } from 'node:crypto';
import { connect } from 'node:http2';
import { frame } from '../reader/frames.js';
import { bytesField } from '../reader/protobuf.js';

const text = (field: number, value: string): Buffer => bytesField(field, Buffer.from(value, 'utf8'));

export interface RawEvent {
  readonly type: string;
  readonly contentType: string;
  readonly data: string;
  readonly metadata?: string;
}

/** Appends one event, whatever its stream is at, as it is: the official client would not write JSON that is none. */
export async function rawAppend(port: number, stream: string, event: RawEvent): Promise<void> {
  const options = bytesField(1, bytesField(1, text(3, stream)), bytesField(4));
  const entry = (key: string, value: string) => bytesField(2, text(1, key), text(2, value));
  const proposed = bytesField(
    2,
    bytesField(1, text(2, randomUUID())),
    entry('type', event.type),
    entry('content-type', event.contentType),
    text(3, event.metadata ?? ''),
    text(4, event.data),
  );
  const session = connect(`http://127.0.0.1:${port}`);
  const call = session.request({
    ':method': 'POST',
    ':path': '/event_store.client.streams.Streams/Append',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  let status: unknown;
  call.on('trailers', (trailers: Record<string, unknown>) => (status = trailers['grpc-status']));
  call.write(frame(options));
  call.end(frame(proposed));
  try {
    for await (const _ of call);
    if (status !== '0') throw new Error(`the append to ${stream} ended with status ${String(status)}`);
  } finally {
    session.destroy();
  }
}
