import { setTimeout as sleep } from 'node:timers/promises';
import { AGREEMENT } from './agreement.js';
import { Requests, Wire, type Answered } from './wire.js';
import { Workload, type Posted } from './workload.js';

/** What a generator is told. */
export interface Order {
  readonly host: string;
  readonly port: number;
  readonly token: string;
  /** Part of the tickets' ids: no two loads share it. */
  readonly run: string;
  readonly seed: number;
  readonly perSecond: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly connections: number;
  /** Of every so many accepted commands one is followed into `compliance`; 0: none. */
  readonly followOneOf: number;
}

/** What a generator found; latencies in milliseconds, of the measured part alone. */
export interface Found {
  readonly sent: number;
  readonly accepted: number;
  readonly byName: Readonly<Record<string, number>>;
  /** From the time at which a command was to be sent to its whole answer. */
  readonly latencies: readonly number[];
  /** From a command's whole answer to that of `GET /v1/compliance?after=<its position>`. */
  readonly visible: readonly number[];
  /** How many were not visible within the five seconds that a query waits. */
  readonly notVisible: number;
  /** Answers other than 2xx, by status, and the first of them. */
  readonly refused: Readonly<Record<string, number>>;
  readonly firstRefusals: readonly string[];
  /** How late the last command of the measured part was answered after the part's end. */
  readonly overtimeMs: number;
  readonly lastPosition: string;
  readonly cpuSeconds: number;
}

const FOLLOWERS = 16;
const FIRST = 5;
const SECOND = 1000;

interface Slot {
  readonly at: number;
  readonly posted: Posted;
  readonly measured: boolean;
}

/**
 * Posts commands at fixed times, whether or not earlier ones have been answered: a server that falls behind is not
 * spared (open loop). A command waits for a free connection, and for the answer to the one before it on its ticket;
 * both count.
 */
export class Load {
  private readonly requests: Requests;
  private readonly workload: Workload;
  private readonly free: Wire[] = [];
  private readonly followers: Wire[] = [];
  private readonly queue: Slot[] = [];
  private readonly busy = new Map<string, Slot[]>();
  private readonly found = {
    sent: 0,
    accepted: 0,
    byName: {} as Record<string, number>,
    latencies: [] as number[],
    visible: [] as number[],
    notVisible: 0,
    refused: {} as Record<string, number>,
    firstRefusals: [] as string[],
    lastPosition: '0',
  };
  private open = 0;
  private number = 0;

  constructor(private readonly order: Order) {
    const { host, port, token, run, seed, perSecond } = order;
    this.requests = new Requests(host, port, token);
    this.workload = new Workload(run, seed, perSecond);
  }

  /** @param onMeasuring called when the measured part begins */
  async run(onMeasuring: () => void): Promise<Found> {
    const { host, port, connections, perSecond, warmUpSeconds, seconds } = this.order;
    for (let n = 0; n < connections; n += 1) this.free.push(await Wire.open(host, port));
    for (let n = 0; n < FOLLOWERS; n += 1) this.followers.push(await Wire.open(host, port));
    const began = performance.now();
    await this.send(began, 0, warmUpSeconds * perSecond, false);
    onMeasuring();
    const cpu = process.cpuUsage();
    await this.send(began, warmUpSeconds * perSecond, (warmUpSeconds + seconds) * perSecond, true);
    const end = began + (warmUpSeconds + seconds) * SECOND;
    while (this.open > 0 || this.queue.length > 0) await sleep(1);
    const overtimeMs = Math.max(0, performance.now() - end);
    const { user, system } = process.cpuUsage(cpu);
    for (const wire of [...this.free, ...this.followers]) wire.close();
    return { ...this.found, overtimeMs, cpuSeconds: (user + system) / 1e6 };
  }

  private async send(began: number, from: number, to: number, measured: boolean): Promise<void> {
    const { perSecond } = this.order;
    for (let slot = from; slot < to; await sleep(1)) {
      const now = performance.now();
      for (; slot < to; slot += 1) {
        const at = began + (slot / perSecond) * SECOND;
        if (at > now) break;
        this.queue.push({ at, posted: this.workload.next(), measured });
      }
      this.pump();
    }
  }

  private pump(): void {
    while (this.free.length > 0) {
      const slot = this.queue.shift();
      if (slot === undefined) return;
      const before = this.busy.get(slot.posted.ticketId);
      if (before !== undefined) before.push(slot);
      else void this.post(slot, this.free.pop() as Wire);
    }
  }

  private async post(slot: Slot, wire: Wire): Promise<void> {
    const { posted } = slot;
    this.busy.set(posted.ticketId, []);
    this.open += 1;
    this.number += 1;
    const answer = await wire.ask(this.requests.post(posted.path, posted.body, `${this.order.run}-${this.number}`));
    if (slot.measured) this.note(slot, answer);
    this.open -= 1;
    this.free.push(wire);
    const behind = this.busy.get(posted.ticketId) ?? [];
    this.busy.delete(posted.ticketId);
    this.queue.unshift(...behind);
    this.pump();
  }

  private note({ at, posted }: Slot, answer: Answered): void {
    const now = performance.now();
    const { found } = this;
    const { status } = answer;
    found.sent += 1;
    found.byName[posted.name] = (found.byName[posted.name] ?? 0) + 1;
    found.latencies.push(now - at);
    if (status < 200 || status > 299) {
      found.refused[status] = (found.refused[status] ?? 0) + 1;
      if (found.firstRefusals.length < FIRST) found.firstRefusals.push(`${posted.path}: ${answer.body.toString()}`);
      return;
    }
    found.accepted += 1;
    if (this.order.followOneOf > 0 && found.accepted % this.order.followOneOf === 0) void this.follow(answer, now);
    else if (found.accepted % this.order.perSecond === 0) found.lastPosition = positionIn(answer);
  }

  private async follow(answer: Answered, acknowledged: number): Promise<void> {
    this.open += 1;
    const wire = this.followers.pop() ?? (await Wire.open(this.order.host, this.order.port));
    const position = positionIn(answer);
    this.found.lastPosition = position;
    const path = `/v1/compliance?agreementId=${AGREEMENT}&groupBy=metric&after=${position}`;
    const { status, body } = await wire.ask(this.requests.get(path));
    if (status === 200) this.found.visible.push(performance.now() - acknowledged);
    else if (status === 503) this.found.notVisible += 1;
    else throw new Error(`GET ${path} answered ${status}: ${body.toString()}`);
    this.open -= 1;
    this.followers.push(wire);
  }
}

const positionIn = ({ body }: Answered): string => (JSON.parse(body.toString()) as { position: string }).position;
