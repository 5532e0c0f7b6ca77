import { positionOf, type LogItem, type Position } from '../port.js';
import { attended, type Attending, type DeafSubscriptionError, type Glance } from './attention.js';
import { pause } from './retry.js';

const at = (position: number): LogItem => ({ kind: 'checkpoint', position: positionOf(position) });
const SILENT_MS = 30;

/** A subscription that says what it is told to say, and then nothing. */
class Source {
  private readonly waiting: LogItem[] = [];
  private wake: () => void = () => undefined;
  private failure: Error | undefined;

  say(...items: LogItem[]): void {
    this.waiting.push(...items);
    this.wake();
  }

  fail(error: Error): void {
    this.failure = error;
    this.wake();
  }

  async *items(): AsyncGenerator<LogItem> {
    for (;;) {
      const item = this.waiting.shift();
      if (item !== undefined) yield item;
      else if (this.failure !== undefined) throw this.failure;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}

function attend(look: (after: Position) => Promise<Glance>, perItemMs = 0) {
  const source = new Source();
  const told = { quiet: [] as Position[], looked: [] as Position[], items: 0 };
  const attending: Attending = {
    after: positionOf(5),
    silentMs: SILENT_MS,
    look: (after) => {
      told.looked.push(after);
      return look(after);
    },
    onQuiet: (upTo) => {
      told.quiet.push(upTo);
      source.say(at(upTo));
    },
    onDeaf: (error: DeafSubscriptionError) => source.fail(error),
  };
  const running = (async () => {
    for await (const _ of attended(source.items(), attending)) {
      told.items += 1;
      await pause(perItemMs);
    }
  })();
  return { source, told, running };
}

const upTo = (position: number): Promise<Glance> => Promise.resolve({ missed: undefined, upTo: positionOf(position) });
const missed = (position: number): Promise<Glance> =>
  Promise.resolve({ missed: positionOf(position), upTo: positionOf(0) });

it('a subscription that has nothing to tell says how far that holds, once', async () => {
  const { source, told, running } = attend(() => upTo(40));
  await pause(SILENT_MS * 6);
  expect(told.quiet).toEqual([40]);
  expect(told.looked.slice(0, 2)).toEqual([5, 40]);
  source.fail(new Error('over'));
  await expect(running).rejects.toThrow('over');
});

it('one that owes an event gets time to tell it, and is deaf then', async () => {
  const { running } = attend(() => missed(20));
  await expect(running).rejects.toThrow(
    'the subscription to the log is deaf after position 5: the event at 20 did not come',
  );
});

it('one whose event comes after all is not deaf', async () => {
  let owes = true;
  const { source, told, running } = attend(() => (owes ? missed(20) : upTo(20)));
  while (told.looked.length === 0) await pause(1);
  owes = false;
  source.say(at(20));
  await pause(SILENT_MS * 4);
  expect(told.looked.at(-1)).toBe(20);
  source.fail(new Error('over'));
  await expect(running).rejects.toThrow('over');
});

it('one that is silent while the log cannot be read is deaf', async () => {
  const { running } = attend(() => Promise.reject(new Error('no answer')));
  await expect(running).rejects.toMatchObject({ name: 'DeafSubscriptionError', cause: { message: 'no answer' } });
});

it('a consumer that is slow does not make it deaf', async () => {
  const { source, told, running } = attend(() => missed(20), SILENT_MS * 3);
  source.say(at(6), at(7), at(8));
  while (told.items < 3) await pause(5);
  expect(told.looked).toEqual([]);
  source.fail(new Error('over'));
  await expect(running).rejects.toThrow('over');
});
