import { createServer } from 'node:net';

/** Whether nothing listens on the port. @throws what the system says when it may not be listened on at all (EACCES, EADDRNOTAVAIL) */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return tryToListen(port, host).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return false;
      throw error;
    },
  );
}

/** A port of 127.0.0.1 that was free a moment ago; whoever takes it must cope with having been too slow. */
export function freePort(host = '127.0.0.1'): Promise<number> {
  return tryToListen(0, host);
}

function tryToListen(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(taken));
    });
  });
}
