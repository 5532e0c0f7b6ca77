import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { pause } from '../client/retry.js';

/** Both ends of a connection that goes through the proxy. */
interface Link {
  readonly client: Socket;
  readonly server: Socket;
  /** What the server says is swallowed. For good: bytes are missing from then on. */
  deaf: boolean;
}

/** A connection through a network that fails on demand: a TCP proxy on 127.0.0.1 in front of one server. */
export class FaultProxy {
  private readonly links = new Set<Link>();
  private readonly listener: Server;
  private delayMs = 0;
  private deafening = false;
  private refusing = false;
  /** Connections accepted so far. */
  accepted = 0;
  /** Bytes that the server was let say so far. */
  bytesToClients = 0;

  private constructor(private readonly target: { readonly host: string; readonly port: number }) {
    this.listener = createServer({ allowHalfOpen: true }, (client) => this.accept(client));
  }

  /** Listens on a free port. */
  static async open(target: { readonly host: string; readonly port: number }): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    await new Promise<void>((resolve) => proxy.listener.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.listener.address() as AddressInfo).port;
  }

  /** Cuts every open connection at once. New ones are accepted. */
  drop(): void {
    for (const { client, server } of this.links) {
      client.resetAndDestroy();
      server.destroy();
    }
  }

  /** Cuts every open connection, and new ones as soon as they come, until `restore`. */
  cut(): void {
    this.refusing = true;
    this.drop();
  }

  /** Every piece that passes, in either direction, waits so long first; pieces keep their order. */
  delay(ms: number): void {
    this.delayMs = ms;
  }

  /** Ends the server's side of every open connection; what clients send still arrives. */
  halfClose(): void {
    for (const { client } of this.links) client.end();
  }

  /** Swallows what the server says, on the open connections for good, on new ones until `restore`. They stay open. */
  deafen(): void {
    this.deafening = true;
    for (const link of this.links) link.deaf = true;
  }

  /** The network is well again for what comes. A connection that was deafened has lost bytes and stays deaf. */
  restore(): void {
    this.delayMs = 0;
    this.deafening = false;
    this.refusing = false;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.listener.close(() => resolve()));
    this.drop();
    await closed;
  }

  private accept(client: Socket): void {
    if (this.refusing) {
      client.on('error', () => undefined);
      client.resetAndDestroy();
      return;
    }
    this.accepted += 1;
    const server = connect({ ...this.target, allowHalfOpen: true, noDelay: true });
    client.setNoDelay(true);
    const link: Link = { client, server, deaf: this.deafening };
    this.links.add(link);
    client.on('close', () => {
      this.links.delete(link);
      server.destroy();
    });
    server.on('close', () => client.destroy());
    void this.carry(client, server, () => false);
    void this.carry(server, client, (piece) => {
      this.bytesToClients += piece.length;
      return link.deaf;
    });
  }

  /** One direction. The piece that waits holds back those behind it, and at last the sender. */
  private async carry(from: Socket, to: Socket, swallows: (piece: Buffer) => boolean): Promise<void> {
    from.on('error', () => to.destroy());
    try {
      for await (const piece of from as AsyncIterable<Buffer>) {
        if (this.delayMs > 0) await pause(this.delayMs);
        if (swallows(piece)) continue;
        if (to.writable && !to.write(piece)) await drained(to);
      }
      to.end();
    } catch {
      to.destroy();
    }
  }
}

const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
