import { IdField } from '../fields/index.js';

export class ProjectionParams {
  @IdField({ description: 'The projection; there is `read-models`.' })
  name!: string;
}
