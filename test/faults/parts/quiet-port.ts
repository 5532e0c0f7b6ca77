import { isFree } from '#platform';

const FIRST = 20_000;
const COUNT = 12_000;
let next = process.pid;

/**
 * A free port that no outgoing connection is given while its server is down. (Below 32,768; within that range a client that
 * calls a port without a server may even be connected to itself, and keeps the port.)
 */
export async function quietPort(): Promise<number> {
  for (;;) {
    next += 1;
    const port = FIRST + (next % COUNT);
    if (await isFree(port)) return port;
  }
}
