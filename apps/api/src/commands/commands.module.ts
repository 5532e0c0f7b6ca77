import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AskedPipe } from './asked.js';
import { CommandLog } from './command-log.js';

/** What every command slice stands on. The ports (log, clock, ids) are provided by the application. */
@Module({
  imports: [CqrsModule],
  providers: [AskedPipe, CommandLog],
  exports: [CqrsModule, AskedPipe, CommandLog],
})
export class CommandsModule {}
