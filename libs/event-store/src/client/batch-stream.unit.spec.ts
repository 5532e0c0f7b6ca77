import { Duplex } from 'node:stream';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { pause } from './retry.js';
import { BatchEndedError, BatchStream } from './batch-stream.js';

/** A call without a network: it keeps what was said, and answers what it is told. */
class LocalCall extends Duplex {
  readonly said: Buffer[] = [];
  cancelled = false;

  constructor() {
    super({ objectMode: true });
  }

  override _read(): void {
    // What is pushed is all there is.
  }

  override _write(message: Buffer, _: string, done: () => void): void {
    this.said.push(message);
    done();
  }

  cancel(): void {
    this.cancelled = true;
  }

  /** Answers the n-th append. */
  answer(n: number, revision: number): void {
    const answer = new streams.BatchAppendResp();
    answer.setCorrelationId(
      streams.BatchAppendReq.deserializeBinary(this.said[n] ?? Buffer.alloc(0)).getCorrelationId(),
    );
    answer.setSuccess(new streams.BatchAppendResp.Success().setCurrentRevision(String(revision)));
    this.push(Buffer.from(answer.serializeBinary()));
  }
}

const request = (stream: string) => ({ stream, expected: 'none', events: [], deadline: 0 }) as const;
const opened = () => {
  const call = new LocalCall();
  return { call, stream: new BatchStream(call) };
};

it('gives each append its own answer, in whatever order they come', async () => {
  const { call, stream } = opened();
  const both = Promise.all([stream.append(request('a')), stream.append(request('b'))]);
  call.answer(1, 7);
  call.answer(0, 3);
  call.answer(0, 99);
  expect(await both).toMatchObject([{ revision: 3 }, { revision: 7 }]);
});

it('fails no append of another call when it breaks, nor trips over an answer that comes late', async () => {
  const [broken, well] = [opened(), opened()];
  const lost = broken.stream.append(request('a'));
  const kept = well.stream.append(request('b'));
  broken.call.destroy(new Error('cut'));
  await expect(lost).rejects.toThrow('cut');
  well.call.answer(0, 5);
  expect(await kept).toMatchObject({ revision: 5 });
  await expect(broken.stream.append(request('a'))).rejects.toThrow('cut');
});

it('ends what waits when the server ends the call', async () => {
  const { call, stream } = opened();
  const lost = stream.append(request('a'));
  call.push(null);
  await expect(lost).rejects.toBeInstanceOf(BatchEndedError);
});

it('ends the call, not the process, for an answer that is none', async () => {
  const { call, stream } = opened();
  const lost = stream.append(request('a'));
  call.push(Buffer.from([0xff, 0xff]));
  await expect(lost).rejects.toThrow();
  await pause(5);
  expect([call.cancelled, call.destroyed]).toEqual([true, true]);
});
