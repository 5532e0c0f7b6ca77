import { Lanes } from '../lanes.js';
import { BoundedQueue } from './bounded-queue.js';

export interface InOrder<Item, Answer> {
  /** Items of one lane run one after the other. Null: alone, after all before it and before all after it. */
  readonly laneOf: (item: Item) => string | null;
  /** Never rejects: a failure is an answer too. */
  readonly run: (item: Item) => Promise<Answer>;
  /** Items that run at once, at most. */
  readonly atOnce: number;
  /** Items taken in and not yet answered, at most. */
  readonly window: number;
}

interface Pending<Answer> {
  readonly promise: Promise<void>;
  answer?: Answer;
}

/**
 * Runs items as they arrive and gives their answers in the order of the items, several at a time where they are ready.
 * Nothing is taken in while the window is full: whoever reads slowly slows the sender down.
 */
export async function* runInOrder<Item, Answer>(
  items: AsyncIterable<Item>,
  how: InOrder<Item, Answer>,
): AsyncGenerator<readonly Answer[]> {
  const queue = new BoundedQueue<Pending<Answer>>(how.window);
  const taking = takeIn(items, queue, how);
  // Awaited below unless the answers are abandoned first.
  taking.catch(() => undefined);
  try {
    for (let next = await queue.take(); next !== undefined; next = await queue.take()) {
      await next.promise;
      yield await readyFrom(next, queue);
    }
  } finally {
    queue.end();
  }
  await taking;
}

async function readyFrom<Answer>(
  first: Pending<Answer>,
  queue: BoundedQueue<Pending<Answer>>,
): Promise<readonly Answer[]> {
  const answers = [first.answer as Answer];
  while (queue.peek()?.answer !== undefined) answers.push((await queue.take())?.answer as Answer);
  return answers;
}

async function takeIn<Item, Answer>(
  items: AsyncIterable<Item>,
  queue: BoundedQueue<Pending<Answer>>,
  how: InOrder<Item, Answer>,
): Promise<void> {
  const lanes = new Lanes();
  const running = new Set<Promise<void>>();
  const start = (item: Item): Pending<Answer> => {
    const lane = how.laneOf(item);
    const run = async () => void (pending.answer = await how.run(item));
    const pending: Pending<Answer> = {
      promise: Promise.resolve().then(() => (lane === null ? run() : lanes.run(lane, run))),
    };
    running.add(pending.promise);
    void pending.promise.finally(() => running.delete(pending.promise));
    return pending;
  };
  try {
    for await (const item of items) {
      const alone = how.laneOf(item) === null;
      while (running.size >= (alone ? 1 : how.atOnce)) await Promise.race(running);
      const pending = start(item);
      if (!(await queue.put(pending))) return;
      if (alone) await pending.promise;
    }
  } finally {
    queue.end();
  }
}
