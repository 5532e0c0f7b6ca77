import { Random, seedOf } from './random.js';

/** One thing that is done to the node, to its clients or to what lies between them. */
export type Step =
  /** `waits`: nothing else happens until the node is back; else the next step may hit one that is just starting. */
  | { readonly kind: 'kill-node' | 'stop-node'; readonly downMs: number; readonly waits: boolean }
  | { readonly kind: 'kill-client'; readonly actor: number; readonly downMs: number }
  | { readonly kind: 'drop' }
  | { readonly kind: 'half-close' }
  | { readonly kind: 'deafen'; readonly forMs: number }
  | { readonly kind: 'delay'; readonly forMs: number; readonly byMs: number };

export interface PlannedStep {
  readonly afterMs: number;
  readonly step: Step;
}

export interface PlannedActor {
  readonly role: 'writer' | 'subscriber';
  /**
   * How a writer appends. `port`: through the adapter, at exact revisions; it settles an unknown outcome by itself.
   * `client`: through the official client, one attempt, at exact revisions or any, several at once.
   */
  readonly by: 'port' | 'client';
  readonly throughProxy: boolean;
  /** Of a subscriber; an empty one stands for the whole log. */
  readonly prefixes: readonly string[];
  /** Whether a subscriber catches up by the adapter's bulk reader, or by the official client's subscription. */
  readonly bulkReader: boolean;
  readonly maxItems: number;
  /** Milliseconds that a subscriber works on a batch. */
  readonly handleMs: number;
}

/** All that is decided before a run begins. */
export interface Plan {
  readonly seed: number;
  readonly actors: readonly PlannedActor[];
  readonly steps: readonly PlannedStep[];
  /** Whether the log is read by a node that was killed and opened it again. */
  readonly killAtEnd: boolean;
}

type Kinds = readonly [Step['kind'], ...Step['kind'][]];
const KINDS: Kinds = [
  'kill-node',
  'kill-node',
  'stop-node',
  'kill-client',
  'kill-client',
  'drop',
  'drop',
  'half-close',
  'deafen',
  'delay',
];

/** The plan of a run: a pure function of the seed. */
export function planOf(seed: number): Plan {
  const random = new Random(seedOf(seed, 0));
  const actors = plannedActors(random);
  const steps = Array.from({ length: random.between(2, 6) }, () => ({
    afterMs: random.chance(0.2) ? random.between(0, 20) : random.between(60, 400),
    step: plannedStep(random, actors),
  }));
  return { seed, actors, steps, killAtEnd: random.chance(0.5) };
}

/** Every client is a process of its own. */
function plannedActors(random: Random): readonly PlannedActor[] {
  const writer = (by: PlannedActor['by'], throughProxy: boolean): PlannedActor => ({
    role: 'writer',
    by,
    throughProxy,
    prefixes: [],
    bulkReader: true,
    maxItems: 0,
    handleMs: 0,
  });
  const subscriber = (throughProxy: boolean, prefixes: readonly string[]): PlannedActor => ({
    role: 'subscriber',
    by: 'port',
    throughProxy,
    prefixes,
    bulkReader: random.chance(0.5),
    ...random.pick([
      { maxItems: 1, handleMs: 0 },
      { maxItems: 1, handleMs: 2 },
      { maxItems: 7, handleMs: 5 },
      { maxItems: 64, handleMs: 40 },
      { maxItems: 500, handleMs: 0 },
    ]),
  });
  const some = (): readonly string[] => random.pick([['a-'], ['b-', 'c-'], ['a-0', 'c-'], ['c-0']]);
  return [
    writer('port', true),
    writer('client', random.chance(0.7)),
    writer(random.pick(['port', 'client']), random.chance(0.3)),
    subscriber(true, ['']),
    subscriber(true, some()),
    subscriber(false, random.chance(0.3) ? [''] : some()),
  ];
}

function plannedStep(random: Random, actors: readonly PlannedActor[]): Step {
  const kind = random.pick(KINDS);
  switch (kind) {
    case 'kill-node':
    case 'stop-node':
      return { kind, downMs: random.chance(0.5) ? 0 : random.between(1, 200), waits: random.chance(0.75) };
    case 'kill-client':
      return { kind, actor: random.between(0, actors.length - 1), downMs: random.between(0, 120) };
    case 'deafen':
      return { kind, forMs: random.between(50, 500) };
    case 'delay':
      return { kind, forMs: random.between(50, 500), byMs: random.between(5, 80) };
    case 'drop':
    case 'half-close':
      return { kind };
  }
}

/** A step in words, for a report. */
export function inWords(step: Step): string {
  const { kind, ...details } = step;
  return [kind, ...Object.entries(details).map(([name, value]) => `${name} ${value}`)].join(' ');
}
