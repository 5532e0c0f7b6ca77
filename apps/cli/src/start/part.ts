/** A process of the installation while it runs. */
export interface RunningPart {
  readonly pid: number;
  readonly port?: number;
  /** Settles when the process has ended, with how: `exit code 1`, `SIGKILL`. */
  readonly ended: Promise<string>;
  /** Asks it to end and waits; ends it the hard way when it does not. */
  stop(): Promise<void>;
}

export type PartName = 'event-node' | 'postgres' | 'api' | 'projector' | 'replayer';

/** A process that the installation is made of. */
export interface Part {
  readonly name: PartName;
  /** Parts that must be up before this one is started again. */
  readonly needs: readonly PartName[];
  /** Starts it and waits until it is ready. @param port that it had before: others know it by that */
  launch(port: number | undefined): Promise<RunningPart>;
}

/** A part ended before it was ready. */
export class PartStartError extends Error {
  constructor(name: string, how: string, said: readonly string[]) {
    super(`${name} did not start (${how})${said.length > 0 ? `: ${said.join(' | ')}` : ''}`);
    this.name = 'PartStartError';
  }
}
