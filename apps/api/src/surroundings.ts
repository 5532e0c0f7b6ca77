import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { EventStore } from '#event-store';
import { CLOCK, EVENT_STORE, NEW_ID, type Clock, type NewId } from './commands/ports.js';

/** All that the API needs from outside; a test brings its own. */
export interface Surroundings {
  readonly store: EventStore;
  /** Connection string of the read models. */
  readonly databaseUrl: string;
  readonly now: Clock;
  readonly newId: NewId;
  /** The operator's bare token. */
  readonly operatorKey: string;
}

/** Provides what the slices need from outside, everywhere. */
@Global()
@Module({})
export class SurroundingsModule {
  static of({ store, now, newId }: Surroundings): DynamicModule {
    const providers = [
      { provide: EVENT_STORE, useValue: store },
      { provide: CLOCK, useValue: now },
      { provide: NEW_ID, useValue: newId },
    ];
    return { module: SurroundingsModule, providers, exports: providers };
  }
}
