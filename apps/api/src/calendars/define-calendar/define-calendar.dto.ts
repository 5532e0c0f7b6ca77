import { IdField, InstantField } from '../../fields/index.js';
import { DefinitionBody } from '../definition.dto.js';

/** A calendar begins. */
export class DefineCalendarBody extends DefinitionBody {
  @IdField()
  calendarId!: string;

  @InstantField({ optional: true, description: 'By default it holds from the beginning of time.' })
  effectiveFrom?: string | null;
}
