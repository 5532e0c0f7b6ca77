import type { Call } from '../wire/call.js';
import { frame } from '../wire/framing.js';

/** Serves PersistentSubscriptions/List: there are none. The other calls of that service answer UNIMPLEMENTED. */
export async function listNoneCall(call: Call): Promise<void> {
  await call.receiveOne();
  call.end(frame(Buffer.alloc(0)));
}
