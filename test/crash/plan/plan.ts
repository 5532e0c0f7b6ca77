import { Random, seedOf } from '../../faults/plan/random.js';
import type { Aim, Place } from '../actors/task.js';
import { historyOf } from './history.js';
import { DAY, HOUR, type Moment, weighted } from './moment.js';

/** One process of the projector. */
export interface Life {
  /** Where it kills itself; null: nowhere. */
  readonly aim: Aim | null;
  /** So many events that the models have are delivered to it again. */
  readonly again: number;
  /** How long nobody follows it when it has ended. */
  readonly downMs: number;
}

/** The clock goes on and events are recorded, in this order or at once. */
export interface MomentStep {
  readonly kind: 'moment';
  readonly index: number;
  readonly order: 'clock first' | 'events first' | 'together';
}

/** What is done to the processes of a run. */
export type Attack =
  /** The writer is killed at any moment, not at a planned point. */
  | { readonly kind: 'kill' }
  /** The writer stands still until another has its lease and a moment has come; then one of the two may be sent away. */
  | { readonly kind: 'freeze'; readonly dismiss: boolean; readonly moment: MomentStep }
  /** One more projector from then on. */
  | { readonly kind: 'second' }
  | { readonly kind: 'kill-postgres' | 'kill-node'; readonly downMs: number };

/** What operators ask for. */
export type Request =
  /** A rebuild beside the live models: asked of the projector, or by a process of its own that may kill itself. */
  | { readonly kind: 'rebuild'; readonly by: 'projector' }
  | { readonly kind: 'rebuild'; readonly by: 'process'; readonly aim: Aim | null }
  | { readonly kind: 'pause'; readonly ms: number }
  | { readonly kind: 'retry' };

export type Step = MomentStep | Attack | Request | { readonly kind: 'wait'; readonly ms: number };

/** All that is decided before a run begins. */
export interface Plan {
  readonly seed: number;
  readonly batchSize: number;
  readonly pageSize: number;
  readonly moments: readonly Moment[];
  readonly steps: readonly Step[];
  readonly lives: readonly Life[];
  /** Where the hand stands at the end, in milliseconds since 1970. */
  readonly finalHand: number;
  /** Whether the clean rebuild is made in a database of its own, or in that of the run. */
  readonly elsewhere: boolean;
}

const BATCH_SIZES = [1, 7, 500, 10_000] as const;
type BatchSize = (typeof BATCH_SIZES)[number];

/** The plan of a run: a pure function of the seed. */
export function planOf(seed: number): Plan {
  const random = new Random(seedOf(seed, 4_711));
  const batchSize = random.pick(BATCH_SIZES);
  const moments = historyOf(random);
  const last = moments.at(-1)?.at ?? 0;
  const steps = stepsOf(random, moments.length);
  const rebuilds = steps.some((step) => step.kind === 'rebuild' && step.by === 'projector');
  return {
    ...{ seed, batchSize, moments, steps },
    pageSize: random.pick([2, 10, 100, 500]),
    lives: Array.from({ length: random.between(2, 5) }, () => lifeOf(random, batchSize, rebuilds)),
    finalHand: last + (random.chance(0.3) ? 0 : random.between(1, 30) * DAY + random.between(0, 23) * HOUR),
    elsewhere: random.chance(0.3),
  };
}

/** What happens to a run, besides what is recorded; each with the share of runs that it is part of. */
const TROUBLES: readonly (readonly [number, (random: Random) => Step])[] = [
  [0.35, () => ({ kind: 'kill' })],
  [0.15, () => ({ kind: 'second' })],
  [0.3, () => ({ kind: 'rebuild', by: 'projector' })],
  [
    0.15,
    (random) => ({ kind: 'rebuild', by: 'process', aim: random.chance(0.6) ? aimOf(random, 'rebuild', 500) : null }),
  ],
  [0.06, (random) => ({ kind: 'pause', ms: random.between(0, 200) })],
  [0.1, () => ({ kind: 'retry' })],
  [0.1, (random) => ({ kind: 'kill-postgres', downMs: random.between(0, 150) })],
  [0.12, (random) => ({ kind: 'kill-node', downMs: random.between(0, 250) })],
];

/** How many runs have a writer that stands still and finds its lease taken. */
const FROZEN = 0.3;

/** The first moment comes before everything else; the others in their order, with troubles and waits between them. */
function stepsOf(random: Random, moments: number): readonly Step[] {
  const steps: Step[] = Array.from({ length: moments }, (_, index): Step => {
    const order = random.pick<MomentStep['order']>(['clock first', 'events first', 'together']);
    return { kind: 'moment', index, order };
  });
  if (random.chance(FROZEN)) freezeIn(random, steps);
  for (const [share, step] of TROUBLES)
    if (random.chance(share)) steps.splice(random.between(1, steps.length), 0, step(random));
  return steps.flatMap((step) => (random.chance(0.5) ? [step, waitOf(random)] : [step]));
}

/** One of the moments comes while the writer stands still. */
function freezeIn(random: Random, steps: Step[]): void {
  const place = random.between(1, steps.length - 1);
  const moment = steps[place];
  if (moment?.kind === 'moment') steps[place] = { kind: 'freeze', dismiss: random.chance(0.5), moment };
}

const waitOf = (random: Random): Step => ({ kind: 'wait', ms: random.between(1, random.chance(0.2) ? 250 : 60) });

/** Points that a process passes in a run, about, where events come one by one; with greater batches there are fewer. */
const POINTS: readonly (readonly [weight: number, place: Place, most: number])[] = [
  [6, 'anywhere', 1_500],
  [5, 'commit', 150],
  [1, 'checkpoint', 100],
  [1, 'lease', 100],
  [5, 'restatement', 300],
  [4, 'notice', 60],
  [3, 'hand', 150],
  [2, 'batch', 100],
  [2, 'append', 20],
];

const FEWER: Readonly<Record<BatchSize, number>> = { 1: 1, 7: 0.5, 500: 0.3, 10_000: 0.3 };

function lifeOf(random: Random, batchSize: BatchSize, rebuilds: boolean): Life {
  const [, place, most] = weighted(random, [
    ...POINTS.map((point) => [point[0], point] as const),
    ...(rebuilds ? [[14, [14, 'rebuild', 500 / FEWER[batchSize]]] as const] : []),
  ]);
  return {
    aim: aimOf(random, place, most * FEWER[batchSize]),
    again: random.chance(0.35) ? random.between(1, 60) : 0,
    downMs: random.chance(0.5) ? 0 : random.between(1, 120),
  };
}

/** The first points as often as all that come later: the logarithm of the number is uniform. */
function aimOf(random: Random, place: Place, most: number): Aim {
  const nth = Math.max(1, Math.round(Math.exp(random.next() * Math.log(Math.max(2, most)))));
  return { place, nth, when: random.pick(['before', 'during', 'after']) };
}

/** A step in words, for a report. */
export function inWords(step: Step): string {
  const { kind, ...details } = step;
  const words = Object.entries(details).map(([name, value]) => `${name} ${valueInWords(value)}`);
  return [kind, ...words].join(' ');
}

const valueInWords = (value: unknown): string =>
  typeof value === 'object' && value !== null ? `(${Object.values(value).map(valueInWords).join(' ')})` : String(value);
