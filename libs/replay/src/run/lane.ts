import { Worker } from 'node:worker_threads';

export interface WorkerSettings {
  readonly databaseUrl: string;
  /** Names the worker in the shards that it did. */
  readonly owner: string;
}

export type ToWorker = 'work' | 'stop';
export type FromWorker = { readonly kind: 'idle' } | { readonly kind: 'trouble'; readonly message: string };

/** The file that a thread runs, and Node's flags for it. */
export interface WorkerEntry {
  readonly url: URL;
  readonly execArgv?: readonly string[];
}

export interface LaneSettings {
  readonly databaseUrl: string;
  /** Names this replayer among others. */
  readonly owner: string;
  readonly workers: number;
  readonly entry?: WorkerEntry;
  /** Told when a worker has no more shards to do. */
  readonly onIdle: () => void;
  readonly onTrouble: (message: string) => void;
}

interface Thread {
  readonly worker: Worker;
  busy: boolean;
}

/** A worker has this long to finish its shard when the lane stops, in milliseconds. */
const CUT_OFF_MS = 10_000;

const BUILT: WorkerEntry = { url: new URL('./worker.js', import.meta.url) };

/** The isolated lane: threads that judge. A thread that dies is replaced when there is work again. */
export class Lane {
  private readonly threads = new Map<number, Thread>();
  private stopped = false;

  constructor(private readonly settings: LaneSettings) {}

  /** Sets every idle worker to work. Cheap when they all work already. */
  wake(): void {
    for (let index = 0; index < this.settings.workers && !this.stopped; index += 1) {
      const thread = this.threads.get(index) ?? this.start(index);
      if (thread.busy) continue;
      thread.busy = true;
      thread.worker.postMessage('work' satisfies ToWorker);
    }
  }

  /** Ends all workers, each after the shard that it is at; one that does not come to its end is cut off. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all([...this.threads.values()].map(({ worker }) => end(worker)));
  }

  private start(index: number): Thread {
    const { databaseUrl, owner, entry = BUILT, onIdle, onTrouble } = this.settings;
    const workerData: WorkerSettings = { databaseUrl, owner: `${owner}/${index}` };
    const worker = new Worker(entry.url, { workerData, ...(entry.execArgv && { execArgv: [...entry.execArgv] }) });
    const thread: Thread = { worker, busy: false };
    worker.on('message', (message: FromWorker) => {
      thread.busy = false;
      if (message.kind === 'idle') onIdle();
      else onTrouble(message.message);
    });
    worker.on('error', (error) => onTrouble(error.message));
    worker.on('exit', () => this.threads.delete(index));
    this.threads.set(index, thread);
    return thread;
  }
}

function end(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => void worker.terminate(), CUT_OFF_MS);
    worker.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
    worker.postMessage('stop' satisfies ToWorker);
  });
}
