import { ApiProperty } from '@nestjs/swagger';

export class AnsweredEvent {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'TicketPaused' })
  type!: string;
}

/** What a command led to. The same command again gets the same answer. */
export class CommandAnswer {
  @ApiProperty({ example: 'ticket-T-1042' })
  stream!: string;

  @ApiProperty({ type: 'integer', description: 'Of the last event written; of the stream, where nothing was.' })
  revision!: number;

  @ApiProperty({ pattern: '^[0-9]+$', description: 'The place in the log: pass it as `after` to read what you wrote.' })
  position!: string;

  @ApiProperty({ type: [AnsweredEvent], description: 'Empty where the command changed nothing.' })
  events!: AnsweredEvent[];
}
