import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AgreementsModule } from './agreements/agreements.module.js';
import { AuditsModule } from './audits/audits.module.js';
import { CalendarsModule } from './calendars/calendars.module.js';
import { LinesModule } from './commands/lines/lines.module.js';
import { DeadLettersModule } from './projections/dead-letters.module.js';
import { QueriesModule } from './queries.module.js';
import { SurroundingsModule, type Surroundings } from './surroundings.js';
import { TicketsModule } from './tickets/tickets.module.js';

/** The whole API: commands in, queries out. */
@Module({})
export class AppModule {
  static in(surroundings: Surroundings): DynamicModule {
    const { databaseUrl, store: log, now } = surroundings;
    const queries = QueriesModule.forRoot({ databaseUrl, log, now });
    return {
      module: AppModule,
      imports: [
        SurroundingsModule.of(surroundings),
        CqrsModule.forRoot(),
        CalendarsModule,
        AgreementsModule,
        TicketsModule,
        LinesModule,
        queries,
        AuditsModule.over(queries),
        DeadLettersModule.over(queries),
      ],
    };
  }
}
