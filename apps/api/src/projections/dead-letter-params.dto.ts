import { FormField } from '../fields/index.js';
import { ProjectionParams } from './projection-params.dto.js';

/** The path of one dead letter. */
export class DeadLetterParams extends ProjectionParams {
  @FormField(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,199}$/, 'the id of a dead letter', {
    description: 'The dead letter: of an event its id, of a case the name of its stream.',
  })
  id!: string;
}
