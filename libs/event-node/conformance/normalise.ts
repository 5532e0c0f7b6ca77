import { createHash } from 'node:crypto';
import type { Labels } from './labels.js';
import { isPosition, Ranks } from './ranks.js';
import { ShownEvent, ShownPosition, type AnyResolvedEvent } from './shown.js';

type Json = unknown;
type AnyRecord = NonNullable<AnyResolvedEvent['event'] | AnyResolvedEvent['link']>;

const CLOCK_SLACK_MS = 5000;
const PRINTABLE_BYTES = 4096;
const HEX_BYTES = 64;
const UNPRINTABLE = /[\p{Cc}\ufffd]/u;
const OWN_FIELDS_LEFT_OUT = new Set([
  'code',
  'message',
  '_raw',
  'stack',
  'type',
  'details',
  'metadata',
  'errorMessage',
]);
const TRAILERS_LEFT_OUT = new Set(['date', 'server', 'content-type', 'transfer-encoding', 'content-length']);

/** Turns what a scenario saw into the form of the recordings: nothing in it differs between two fresh servers. */
export function normalise(outcome: Record<string, unknown>, labels: Labels, started: number): Record<string, Json> {
  return new Normaliser(labels, new Ranks(outcome), started).object(outcome);
}

class Normaliser {
  constructor(
    private readonly labels: Labels,
    private readonly ranks: Ranks,
    private readonly started: number,
  ) {}

  object(value: object): Record<string, Json> {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [this.labels.text(key), this.value(inner)]));
  }

  private value(value: unknown): Json {
    switch (typeof value) {
      case 'undefined':
        return 'undefined';
      case 'string':
        return this.labels.text(value);
      case 'bigint':
        return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
      case 'object':
        return value === null ? null : this.structure(value);
      case 'boolean':
      case 'number':
        return value;
      default:
        return `<${typeof value}>`;
    }
  }

  private structure(value: object): Json {
    if (value instanceof ShownPosition) return this.ranks.name(value.value);
    if (value instanceof ShownEvent) return this.event(value);
    if (value instanceof Error) return this.error(value);
    if (ArrayBuffer.isView(value)) return this.bytes(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
    if (isPosition(value)) return this.ranks.show(value);
    if (Array.isArray(value)) return value.map((inner) => this.value(inner));
    return this.object(value instanceof Map ? (Object.fromEntries(value) as object) : value);
  }

  private bytes(bytes: Buffer): Json {
    const text = bytes.toString('utf8');
    if (bytes.length && bytes.length <= PRINTABLE_BYTES && !UNPRINTABLE.test(text))
      return { utf8: this.labels.text(text) };
    if (bytes.length <= HEX_BYTES) return { hex: bytes.toString('hex') };
    return { bytes: bytes.length, sha1: createHash('sha1').update(bytes).digest('hex') };
  }

  private event({ event: resolved, whole }: ShownEvent): Json {
    const { event, link } = resolved;
    const position = plainPosition(resolved);
    if (event && position !== undefined && !whole) return `${this.shortRecord(event)} ${this.ranks.name(position)}`;
    const record = (one: AnyRecord): Json => (whole ? this.wholeRecord(one) : this.shortRecord(one));
    return {
      event: event ? record(event) : 'absent',
      ...(link && { link: record(link) }),
      ...(position === undefined ? this.positions(resolved) : { pos: this.ranks.name(position) }),
    };
  }

  private positions({ event, link, commitPosition }: AnyResolvedEvent): Record<string, Json> {
    return {
      ...(event?.position && { eventPos: this.ranks.show(event.position) }),
      ...(link?.position && { linkPos: this.ranks.show(link.position) }),
      commitPosition: this.ranks.name(commitPosition),
    };
  }

  private shortRecord(record: AnyRecord): string {
    const id = this.labels.of(record.id);
    const created = this.created(record);
    const type = JSON.stringify(this.labels.text(record.type)).slice(1, -1);
    const revision = String(this.value(record.revision));
    return `${this.labels.text(record.streamId)}@${revision} ${type}${id ? ` ${id}` : ''}${created ? ` created:${created}` : ''}`;
  }

  private wholeRecord(record: AnyRecord): Json {
    const id = this.labels.of(record.id);
    const created = this.created(record);
    return {
      stream: this.labels.text(record.streamId),
      rev: this.value(record.revision),
      type: this.labels.text(record.type),
      ...(id && { id }),
      isJson: record.isJson,
      data: this.value(record.data),
      metadata: this.value(record.metadata),
      ...(created && { created }),
    };
  }

  /** Undefined when an event was recorded while the scenario ran. */
  private created(record: AnyRecord): string | undefined {
    const at = record.created.getTime();
    if (at > this.started - CLOCK_SLACK_MS && at < Date.now() + CLOCK_SLACK_MS) return undefined;
    return at === 0 ? 'epoch' : 'not-recent';
  }

  private error(error: Error): Json {
    const { type, code } = error as Error & { type?: string; code?: unknown };
    const own = Object.entries(error).filter(([key, value]) => !OWN_FIELDS_LEFT_OUT.has(key) && value !== undefined);
    const trailers = this.trailers(error);
    return {
      error: error.constructor.name,
      ...(type !== undefined && { type }),
      ...(code !== undefined && { code }),
      message: this.labels.text(error.message),
      ...Object.fromEntries(own.map(([key, value]) => [key, this.value(value)])),
      ...(trailers && { trailers }),
    };
  }

  private trailers(error: Error): Record<string, Json> | undefined {
    const source = ((error as { _raw?: object })._raw ?? error) as {
      metadata?: { getMap?(): Record<string, unknown> };
    };
    const entries = Object.entries(source.metadata?.getMap?.() ?? {}).filter(([key]) => !TRAILERS_LEFT_OUT.has(key));
    if (!entries.length) return undefined;
    return Object.fromEntries(entries.map(([key, value]) => [key, this.value(value)]));
  }
}

/** The one position of an event that is no link; undefined where there are several. */
function plainPosition({ event, link, commitPosition }: AnyResolvedEvent): bigint | undefined {
  const own = event?.position;
  return own && !link && own.commit === own.prepare && own.commit === commitPosition ? own.commit : undefined;
}
