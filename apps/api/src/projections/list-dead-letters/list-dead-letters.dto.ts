import { ListDto } from '../../queries/ask.dto.js';

export class ListDeadLettersDto extends ListDto {}

/** An event that could not be applied (the rest of its stream waits), or a case that cannot be judged. */
export class DeadLetterAnswer {
  /** Of the event; of a case, the name of its stream. */
  id!: string;
  kind!: 'event' | 'case';
  stream!: string;
  revision!: number;
  position!: string;
  /** Of the event. */
  type!: string;
  reason!: string;
  /** Revision of the last event of the stream that has come and waits. */
  waitingTo!: number;
  recordedAt!: string;
}

export const DEAD_LETTER_FIELDS = [
  'id',
  'kind',
  'stream',
  'revision',
  'position',
  'type',
  'reason',
  'waitingTo',
  'recordedAt',
] as const satisfies readonly (keyof DeadLetterAnswer)[];
