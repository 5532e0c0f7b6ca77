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

  /** Ends all workers, each after the shard that it is at. */
  async stop(): Promise<void> {
    this.stopped = true;
    const ends = [...this.threads.values()].map(({ worker }) => {
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      worker.postMessage('stop' satisfies ToWorker);
      return ended;
    });
    await Promise.all(ends);
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
