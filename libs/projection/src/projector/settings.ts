import type { EventStore } from '#event-store';
import type { Instant } from '#judge';

export interface ProjectorSettings {
  readonly eventStore: EventStore;
  readonly databaseUrl: string;
  /** Names this process; no two alike. */
  readonly owner: string;
  readonly now: () => Instant;
  /** Events in one transaction, at most. */
  readonly batchSize?: number;
  /** How long a batch waits to fill, in milliseconds. */
  readonly batchMs?: number;
  /** Cases judged again in one transaction. */
  readonly pageSize?: number;
  /** How often the clock hand moves, in milliseconds. */
  readonly tickMs?: number;
  /** How long a silent writer keeps the lease, in milliseconds. */
  readonly leaseMs?: number;
  /** Makes the models anew beside the live ones; resolves when that has ended. */
  readonly rebuild?: () => Promise<void>;
  readonly onEvent?: (event: ProjectorEvent) => void;
}

/** What an operator may want to read in a log. */
export type ProjectorEvent =
  | { readonly kind: 'hot'; readonly epoch: number; readonly position: number }
  | { readonly kind: 'standby' }
  | { readonly kind: 'caught-up'; readonly position: number }
  | { readonly kind: 'trouble'; readonly error: unknown };

export type Resolved = Required<ProjectorSettings>;

const DEFAULTS = {
  batchSize: 1_000,
  // A transaction costs more than the events in it: at a thousand events a second a batch holds twenty-five.
  batchMs: 25,
  pageSize: 500,
  tickMs: 250,
  leaseMs: 5_000,
  onEvent: () => undefined,
  rebuild: () => Promise.reject(new Error('this process cannot rebuild')),
};

export const resolve = (settings: ProjectorSettings): Resolved => ({ ...DEFAULTS, ...settings });
