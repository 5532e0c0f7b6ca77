import { ListDto } from '../../queries/ask.dto.js';

export class ListProjectionsDto extends ListDto {}

export class LagAnswer {
  /** Events not yet applied; an estimate while catching up, exact when live. */
  events!: number;
  /** How old the models are, in milliseconds. */
  ms!: number;
}

/** A rebuild beside the live model. */
export class RebuildAnswer {
  state!: string;
  /** 0 to 1. */
  progress!: number;
  eventsPerSecond!: number;
  eta!: string | null;
}

/** What a projection last said of itself, about a second ago. */
export class ProjectionAnswer {
  name!: string;
  position!: string;
  /** The last event of the log. */
  head!: string;
  hand!: string;
  lag!: LagAnswer;
  state!: string;
  rebuild!: RebuildAnswer | null;
  deadLetters!: number;
}

export const PROJECTION_FIELDS = [
  'name',
  'position',
  'head',
  'hand',
  'lag',
  'state',
  'rebuild',
  'deadLetters',
] as const satisfies readonly (keyof ProjectionAnswer)[];
