/** The places at which a process may be told to kill itself. */
export type Place =
  /** Any statement, batch, append or read. */
  | 'anywhere'
  | 'commit'
  /** A statement on the checkpoint, on the lease, on notices to be sent. */
  | 'checkpoint'
  | 'lease'
  | 'notice'
  /** A statement on what waits to be judged again, and what follows it; the look for cases whose time has come, likewise. */
  | 'restatement'
  | 'hand'
  /** A batch of the log is waited for. */
  | 'batch'
  | 'append'
  /** Anything at all while this process makes the models anew. */
  | 'rebuild';

/** The end of a life: at the nth await point of a kind (from 1), before what is awaited begins, in it, or when it is done. */
export interface Aim {
  readonly place: Place;
  readonly nth: number;
  readonly when: 'before' | 'during' | 'after';
}

interface Common {
  /** A file in which the process notes what happens to it. */
  readonly journal: string;
  /** What the clock says at first, in milliseconds since 1970. */
  readonly now: number;
}

export interface NodeTask extends Common {
  readonly role: 'node';
  readonly dataDir: string;
  readonly port: number;
}

interface Writing extends Common {
  readonly connectionString: string;
  readonly databaseUrl: string;
  readonly tempDir: string;
  /** Null: it lives until it is told to stop. */
  readonly aim: Aim | null;
}

export interface ProjectorTask extends Writing {
  readonly role: 'projector';
  readonly owner: string;
  readonly batchSize: number;
  readonly pageSize: number;
  readonly leaseMs: number;
  /** So many events that the models have already are delivered again at each start. */
  readonly again: number;
}

export interface RebuilderTask extends Writing {
  readonly role: 'rebuilder';
}

/** What a process is to be until it is told to stop. */
export type Task = NodeTask | ProjectorTask | RebuilderTask;

/** What a process is told: a task, what the clock says from now on, or to stop what it does. */
export type Order = Task | { readonly now: number } | 'stop';

/** What a process says: that it waits for a task, that its node listens, that it became the writer of an epoch or stands by, that its task is done. */
export type Word = 'ready' | 'listening' | { readonly hot: number } | 'standby' | 'done';
