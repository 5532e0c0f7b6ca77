import { Module } from '@nestjs/common';
import { CommandsModule } from '../commands.module.js';
import { LineCommands } from './line-commands.js';
import { LinesController } from './lines.controller.js';

/** Commands as a stream of lines. */
@Module({ imports: [CommandsModule], controllers: [LinesController], providers: [LineCommands] })
export class LinesModule {}
