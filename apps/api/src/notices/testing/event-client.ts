import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { KEY } from '../../testing/query-server.js';

export interface SentEvent {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly id: string; readonly ticketId: string; readonly position: string };
}

/** A client of an event stream that reads when it is asked for more, on a connection of its own. */
export class EventClient {
  private text = '';
  /** Comments seen so far. */
  beats = 0;
  /** As the stream said it last. */
  lastId = '';

  private constructor(
    readonly response: IncomingMessage,
    private readonly chunks: AsyncIterator<string>,
  ) {}

  static async open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<EventClient> {
    const asked = { accept: 'text/event-stream', authorization: `Bearer ${KEY}`, ...headers };
    const sent = request(url, { headers: asked, agent: false }).end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const chunks = response.setEncoding('utf8')[Symbol.asyncIterator]() as AsyncIterator<string>;
    if (response.statusCode === 200) return new EventClient(response, chunks);
    throw new Error(`${response.statusCode} ${String((await chunks.next()).value)}`);
  }

  /** The next so many events. @throws where the stream ends before */
  async take(count: number): Promise<readonly SentEvent[]> {
    const events: SentEvent[] = [];
    while (events.length < count) {
      const block = await this.block();
      if (block === null) throw new Error(`the stream ended after ${events.length} events`);
      const event = this.read(block);
      if (event !== null) events.push(event);
    }
    return events;
  }

  /** Reads on until the stream says where it is. */
  async hello(): Promise<string> {
    this.read((await this.block()) ?? '');
    return this.lastId;
  }

  /** Reads on until so many comments came. */
  async beat(count: number): Promise<void> {
    while (this.beats < count) this.read((await this.block()) ?? '');
  }

  /** Reads to the end; answers whether it was a clean one. */
  async end(): Promise<boolean> {
    try {
      while ((await this.block()) !== null);
      return true;
    } catch {
      return false;
    }
  }

  drop(): void {
    this.response.on('error', () => undefined).destroy();
  }

  private async block(): Promise<string | null> {
    for (;;) {
      const end = this.text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.text.slice(0, end);
        this.text = this.text.slice(end + 2);
        return block;
      }
      const { done, value } = await this.chunks.next();
      if (done === true) return null;
      this.text += value;
    }
  }

  private read(block: string): SentEvent | null {
    const fields = new Map(block.split('\n').map((line) => line.split(/: ?(.*)/s, 2) as [string, string]));
    if (fields.has('')) this.beats += 1;
    this.lastId = fields.get('id') ?? this.lastId;
    const [event, data] = [fields.get('event'), fields.get('data')];
    if (event === undefined || data === undefined) return null;
    return { id: this.lastId, event, data: JSON.parse(data) as SentEvent['data'] };
  }
}
