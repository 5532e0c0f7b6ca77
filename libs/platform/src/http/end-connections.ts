import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long requests under way may take when the server ends, in milliseconds. */
const LAST_REQUESTS_MS = 5_000;

/**
 * Sees to it that a server that is told to end does end. Node waits for a connection over which no request ever came, as
 * browsers open them in advance, and for one that never finishes its request: the former are closed at once, the latter
 * after a while.
 */
export function endConnections(fastify: FastifyInstance, patience: number = LAST_REQUESTS_MS): void {
  const server = fastify.server;
  const silent = new Set<Socket>();
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  fastify.addHook('preClose', (done) => {
    const late = setTimeout(() => server.closeAllConnections(), patience);
    server.once('close', () => clearTimeout(late));
    for (const socket of silent) socket.destroy();
    done();
  });
}
