import { ListDto } from '../../queries/ask.dto.js';

export class ListProjectionsDto extends ListDto {}

export class LagAnswer {
  /** Events not yet applied; an estimate while catching up, exact when live. */
  events!: number;
  /** How old the models are, in milliseconds. */
  ms!: number;
}

/** A rebuild beside the live model: the one under way, or the last one if it failed. */
export class RebuildAnswer {
  /** reading, judging, indexing, catching-up; failed. */
  state!: string;
  /** 0 to 1. */
  progress!: number;
  eventsPerSecond!: number;
  eta!: string | null;
  startedAt!: string;
  /** Why it failed. */
  error!: string | null;
}

/** Cases of an agreement that are being judged again after a retroactive version, exclusion or termination. */
export class RestatementAnswer {
  agreementId!: string;
  /** Of the event that asks for it. */
  position!: string;
  /** Judged again so far. */
  cases!: number;
  /** How many the agreement had when it began: counted once. */
  of!: number;
}

/** What a projection last said of itself, about a second ago. */
export class ProjectionAnswer {
  name!: string;
  position!: string;
  /** The last event of the log. */
  head!: string;
  hand!: string;
  lag!: LagAnswer;
  /** starting, catching-up, live or paused; stopped: no projector has said anything for 15 seconds. */
  state!: string;
  rebuild!: RebuildAnswer | null;
  /** In the order in which they are worked on; 100 at most. */
  restatements!: RestatementAnswer[];
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
  'restatements',
  'deadLetters',
] as const satisfies readonly (keyof ProjectionAnswer)[];
