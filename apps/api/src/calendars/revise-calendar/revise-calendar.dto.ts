import type { Reach } from '#judge';
import { ChoiceField, FlagField, InstantField, ShortTextField } from '../../fields/index.js';
import { DefinitionBody } from '../definition.dto.js';

/** A calendar has another version. */
export class ReviseCalendarBody extends DefinitionBody {
  @InstantField()
  effectiveFrom!: string;

  @ChoiceField(['new', 'open'], { description: '`open`: also for clocks that are running or paused then.' })
  reach!: Reach;

  @FlagField({ optional: true, description: 'Beats every version recorded before it.' })
  supersedes?: boolean | null;

  @ShortTextField()
  reason!: string;
}
