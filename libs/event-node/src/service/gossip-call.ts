import type { Call } from '../wire/call.js';
import { frame } from '../wire/framing.js';
import { ProtoWriter } from '../wire/protobuf.js';

const LEADER = 8;
const TICKS_PER_MS = 10_000;

/** Serves Gossip/Read, which `esdb+discover://` asks: a cluster of one, its leader, at the address the client used. */
export function gossipCall(instanceId: string, now: () => number): (call: Call) => Promise<void> {
  return async (call) => {
    await call.receiveOne();
    const [host = '127.0.0.1', port = '0'] = String(call.headers[':authority']).split(':');
    const hex = instanceId.replaceAll('-', '');
    const id = new ProtoWriter().uint(1, BigInt(`0x${hex.slice(0, 16)}`)).uint(2, BigInt(`0x${hex.slice(16)}`));
    const member = new ProtoWriter()
      .message(1, new ProtoWriter().message(1, id))
      .uint(2, BigInt(Math.round(now())) * BigInt(TICKS_PER_MS))
      .uint(3, LEADER)
      .uint(4, 1)
      .message(5, new ProtoWriter().string(1, host).uint(2, Number(port)));
    call.end(frame(new ProtoWriter().message(1, member).finish()));
  };
}
