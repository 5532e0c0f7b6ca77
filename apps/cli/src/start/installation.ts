import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Config,
  ensureOperatorKey,
  freePort,
  isFree,
  removeRunFile,
  type RunFile,
  running,
  writeRunFile,
} from '#platform';
import { claimHome, emptyHome } from './home.js';
import { Keeper } from './keeper.js';
import { prepareLogFile } from './log-file.js';
import { type Part, type PartName, type RunningPart } from './part.js';
import { type Connections, logFileOf, partsOf } from './parts.js';

/** The API's port is taken. */
export class PortTakenError extends Error {
  constructor(host: string, port: number) {
    super(
      `port ${port} on ${host} is taken: stop what listens there, or choose another, as in PORT=${port + 1} npm start`,
    );
    this.name = 'PortTakenError';
  }
}

/** A part ended again and again. */
export class GivenUpError extends Error {
  constructor(name: PartName, how: string, logFile: string) {
    super(`${name} ended five times within a minute, at last with ${how}: see ${logFile}`);
    this.name = 'GivenUpError';
  }
}

/** The API did not become ready. */
export class NotReadyError extends Error {
  constructor(url: string, why: string) {
    super(`${url}/health/ready does not say 200: ${why}`);
    this.name = 'NotReadyError';
  }
}

const READY_WITHIN_MS = 120_000;

export interface StartOptions {
  /** Takes away what an earlier start left in the home. */
  readonly fresh?: boolean;
}

/** Everything in one place: the parts of one home, kept running until `stop`. */
export class Installation {
  /** Where the API listens. */
  readonly url: string;
  /** Settles when a part was given up; what still runs must be stopped then. */
  readonly failed: Promise<GivenUpError>;
  private readonly keepers: Keeper[] = [];
  private readonly connections: Connections;
  private fail: (error: GivenUpError) => void = () => undefined;
  private stopped = false;
  private writing: Promise<void> = Promise.resolve();

  private constructor(
    readonly config: Config,
    private readonly startedAt: string,
    private readonly say: (line: string) => void,
  ) {
    this.url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}`;
    this.connections = { eventStore: config.eventStore, database: config.database, place: undefined };
    this.failed = new Promise((resolve) => (this.fail = resolve));
  }

  /**
   * Starts every part and waits until the API is ready. Whatever fails, nothing is left running.
   * @param say takes a line for people about a part that ended and is started again
   * @throws PortTakenError, HomeInUseError, PartStartError, NotReadyError and what the embedded parts throw
   */
  static async start(given: Config, say: (line: string) => void, options: StartOptions = {}): Promise<Installation> {
    const config = given.port === 0 ? { ...given, port: await freePort(given.host) } : given;
    const installation = new Installation(config, new Date().toISOString(), say);
    await claimHome(config.home, installation.runFile());
    try {
      if (options.fresh) await emptyHome(config.home);
      await installation.startParts();
    } catch (error) {
      await installation.stop();
      throw error;
    }
    return installation;
  }

  /** Connection string of the models' database. */
  get database(): string {
    return this.connections.database ?? '';
  }

  /** Ends the parts, who writes before what is written to; then the home is free again. */
  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    for (const keeper of [...this.keepers].reverse()) await keeper.stop();
    await this.writing;
    await removeRunFile(this.config.home);
  }

  private async startParts(): Promise<void> {
    const { host, port, operatorKeyFile } = this.config;
    if (!(await isFree(port, host))) throw new PortTakenError(host, port);
    await ensureOperatorKey(operatorKeyFile);
    const parts = partsOf(this.config, this.connections);
    const up = new Map<PartName, Keeper>();
    for (const part of parts) {
      await prepareLogFile(logFileOf(this.config, part.name));
      const needed = part.needs.flatMap((name) => up.get(name) ?? []);
      const keeper = new Keeper(part, needed, this.events, () => performance.now());
      up.set(part.name, keeper);
      this.keepers.push(keeper);
    }
    await Promise.all(this.keepers.filter(({ part }) => part.needs.length === 0).map((keeper) => keeper.start()));
    await Promise.all(this.keepers.filter(({ part }) => part.needs.length > 0).map((keeper) => keeper.start()));
    await this.untilReady();
  }

  private async untilReady(): Promise<void> {
    let why = 'no answer';
    for (const end = performance.now() + READY_WITHIN_MS; performance.now() < end; await sleep(50)) {
      const response = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (response?.status === 200) return;
      if (response) why = (await response.text()).slice(0, 300);
    }
    throw new NotReadyError(this.url, why);
  }

  private readonly events = {
    onUp: (part: Part, { pid }: RunningPart): void => {
      if (this.announced.has(part.name)) this.say(`${part.name} is up again (pid ${pid})`);
      this.announced.add(part.name);
      this.writing = this.writing.then(() =>
        this.stopped ? undefined : writeRunFile(this.config.home, this.runFile()),
      );
    },
    onEnded: (part: Part, how: string, againInMs: number): void =>
      this.say(`${part.name} ended (${how}): started again in ${againInMs} ms`),
    onGivenUp: (part: Part, how: string): void =>
      this.fail(new GivenUpError(part.name, how, logFileOf(this.config, part.name))),
  };
  private readonly announced = new Set<PartName>();

  private runFile(): RunFile {
    const parts = this.keepers.flatMap(({ part, running: now }) =>
      now ? [[part.name, running(now.pid, now.port)] as const] : [],
    );
    return {
      supervisor: running(process.pid),
      startedAt: this.startedAt,
      url: this.url,
      parts: Object.fromEntries(parts),
      postgres: this.connections.place ?? null,
    };
  }
}
