/** What was asked of a projection; it sees to it within a second. `GET /v1/projections` shows how it goes. */
export class ControlProjectionAnswer {
  name!: string;
  requested!: 'rebuild' | 'pause' | 'resume' | 'retry';
}
