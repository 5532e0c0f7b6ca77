import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { fastify, type FastifyInstance } from 'fastify';
import { endConnections } from './end-connections.js';

const opened: Socket[] = [];
afterEach(() => opened.splice(0).forEach((socket) => socket.destroy()));

async function connected(app: FastifyInstance): Promise<Socket> {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  opened.push(socket);
  await once(socket, 'connect');
  return socket;
}

async function started(patience: number): Promise<FastifyInstance> {
  const app = fastify();
  endConnections(app, patience);
  app.get('/', async () => {
    await new Promise((done) => setTimeout(done, 200));
    return 'done';
  });
  app.post('/', () => 'done');
  await app.listen({ port: 0, host: '127.0.0.1' });
  return app;
}

async function msOf(work: Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work;
  return performance.now() - began;
}

it('does not wait for a connection without a request', async () => {
  const app = await started(20_000);
  const socket = await connected(app);
  await new Promise((done) => setTimeout(done, 50));
  expect(await msOf(app.close())).toBeLessThan(10_000);
  expect(socket.destroyed || socket.readableEnded || (await once(socket, 'close'))).toBeTruthy();
});

it('lets a request under way end, and gives one up that never does', async () => {
  const app = await started(1_000);
  const good = await connected(app);
  good.write('GET / HTTP/1.1\r\nhost: here\r\n\r\n');
  const bad = await connected(app);
  bad.write('POST / HTTP/1.1\r\nhost: here\r\ncontent-type: text/plain\r\ncontent-length: 100\r\n\r\nhalf');
  await new Promise((done) => setTimeout(done, 50));
  let answer = '';
  good.on('data', (bytes: Buffer) => (answer += bytes.toString()));
  expect(await msOf(app.close())).toBeLessThan(10_000);
  expect(answer).toContain('done');
});
