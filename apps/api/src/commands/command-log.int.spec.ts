import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evolveTicket, initialTicket, Rejection, type TicketEvent, type TicketState } from '#domain';
import { EventNode } from '#event-node';
import { ClientEventStore } from '#event-store';
import { instantToIso } from '#judge';
import { ApiCommand } from './api-command.js';
import type { CommandBody } from './command-body.dto.js';
import { CommandLog, type Decider, type Look } from './command-log.js';

/** Says `at` to a ticket: a reply, or its opening where it is not there. */
class Say extends ApiCommand {
  readonly name = 'Say';
  readonly stream = 'ticket-1';

  constructor(
    readonly at: string,
    commandId: string,
    ifMatch: number | null = null,
  ) {
    const asked = { actor: 'me', commandId, keyIsNew: false, correlationId: 'c', ifMatch };
    super({}, { at } as unknown as CommandBody, asked);
  }
}

const opened = (at: string): TicketEvent => ({
  type: 'TicketOpened',
  data: {
    ticketId: '1',
    at,
    agreementId: 'a',
    customer: 'c',
    tier: 'gold',
    priority: 'high',
    category: null,
    paused: null,
  },
});
const replied = (at: string): TicketEvent => ({ type: 'CustomerReplied', data: { ticketId: '1', at } });
const AT = (second: number): string => `2026-03-02T10:00:${String(second).padStart(2, '0')}.000Z`;

/** A log that counts how often it is read. */
class Counted extends ClientEventStore {
  reads = 0;

  override readStream(stream: string, from?: number) {
    this.reads += 1;
    return super.readStream(stream, from);
  }
}

describe('The log of commands', () => {
  let node: EventNode;
  let store: Counted;
  let one: CommandLog;
  let other: CommandLog;
  let looks: Look[];
  const dataDirs: string[] = [];
  beforeEach(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'avenant-commands-'));
    dataDirs.push(dataDir);
    node = await EventNode.open({ dataDir });
    store = new Counted({ connectionString: node.connectionString });
    [one, other, looks] = [new CommandLog(store), new CommandLog(store), []];
  });
  afterEach(async () => {
    await store.close();
    await node.close();
    for (const dataDir of dataDirs.splice(0)) rmSync(dataDir, { recursive: true, force: true });
  });

  /** Refuses more than three facts. */
  const decider = (command: Say): Decider<TicketState, TicketEvent> => ({
    initial: initialTicket,
    evolve: evolveTicket,
    decide(state, look) {
      looks.push(look);
      if (state.kind === 'unopened') return [opened(command.at)];
      if (state.facts.length > 3) throw Rejection.conflict('enough');
      return state.facts.length === 3 ? [] : [replied(command.at)];
    },
  });
  const say = (log: CommandLog, key: string, second = 0, ifMatch: number | null = null) => {
    const command = new Say(AT(second), key, ifMatch);
    return log.apply(command, decider(command));
  };
  const begin = (log: CommandLog, key: string, second = 0) => {
    const command = new Say(AT(second), key);
    return log.begin(command, decider(command));
  };

  it('reads no stream that it wrote itself', async () => {
    await begin(one, 'k1');
    await say(one, 'k2');
    const { revision } = await say(one, 'k3');
    expect([revision, store.reads]).toEqual([2, 0]);
  });

  it('gives a repeat its first answer, whoever wrote since and whichever process applied it', async () => {
    const first = await begin(one, 'k1');
    await say(other, 'k2');
    expect(await begin(one, 'k1')).toEqual(first);
    expect(await begin(other, 'k1')).toEqual(first);
    expect(await say(one, 'k2')).toEqual(await say(other, 'k2'));
    expect(await store.readStream('ticket-1')).toHaveLength(2);
  });

  it('refuses a key that another process has used with another body', async () => {
    await begin(one, 'k1', 1);
    await expect(begin(other, 'k1', 2)).rejects.toMatchObject({ status: 422 });
    await say(one, 'k2', 1);
    await expect(say(other, 'k2', 2)).rejects.toMatchObject({ status: 422 });
  });

  it('goes on behind what others have written', async () => {
    await begin(one, 'k1');
    await say(other, 'k2');
    expect(await say(one, 'k3')).toMatchObject({ revision: 2 });
    expect(await say(one, 'k4', 4, 2)).toMatchObject({ revision: 2, events: [] });
  });

  it('says that nothing changes, or refuses, only after it has asked the log', async () => {
    await begin(one, 'k1');
    await say(one, 'k2');
    await say(one, 'k3');
    expect(await say(one, 'k4')).toMatchObject({ events: [], revision: 2 });
    expect(looks.slice(-2)).toEqual(['known', 'log']);
    await store.append('ticket-1', 2, [event(3)]);
    await expect(say(one, 'k5')).rejects.toThrow('enough');
    expect(looks.slice(-2)).toEqual(['known', 'log']);
  });

  it('holds If-Match against the log', async () => {
    await begin(one, 'k1');
    await say(other, 'k2');
    await expect(say(one, 'k3', 0, 0)).rejects.toMatchObject({ status: 409 });
    expect(await say(one, 'k4', 0, 1)).toMatchObject({ revision: 2 });
  });

  it('takes nothing for known that the log may hold with another time', async () => {
    class Bare extends ApiCommand {
      readonly name = 'Say';
      readonly stream = 'ticket-1';
    }
    const seen: string[] = [];
    const beginAt = (log: CommandLog, key: string, second: number) => {
      const asked = { actor: 'me', commandId: key, keyIsNew: false, correlationId: 'c', ifMatch: null };
      return log.begin<TicketState, TicketEvent>(new Bare({}, {}, asked), {
        initial: initialTicket,
        evolve: evolveTicket,
        decide(state) {
          if (state.kind === 'unopened') return [opened(AT(second))];
          seen.push(...state.facts.map(({ at }) => instantToIso(at)));
          return [replied(AT(second))];
        },
      });
    };
    await beginAt(one, 'k1', 1);
    // A repeat without a time of its own, by a process that knows nothing: the log keeps the first.
    await beginAt(other, 'k1', 5);
    await beginAt(other, 'k2', 6);
    expect(seen).toEqual([AT(1)]);
  });

  it('forgets what it knew when an append fails', async () => {
    await begin(one, 'k1');
    const failing = store.append.bind(store);
    store.append = () => Promise.reject(new Error('away'));
    await expect(say(one, 'k2')).rejects.toThrow('away');
    store.append = failing;
    expect(await say(one, 'k2')).toMatchObject({ revision: 1 });
    expect(store.reads).toBe(1);
  });
});

function event(n: number) {
  const id = `00000000-0000-4000-8000-00000000000${n}`;
  return { id, ...replied(AT(n)), metadata: { schema: 1 } };
}
