import type { CalendarDefinition, Reach, Terms } from '#judge';
import { TERMS_SCHEMA } from '../../agreements/terms-schema.js';
import { CodeField, ChoiceField, DocumentField, FlagField, IdField, InstantField } from '../../fields/index.js';

const REACH = 'How far it reaches. `open`: also to clocks that are running or paused when it takes effect.';
const SUPERSEDES = 'True if not said: it holds from its `effectiveFrom` on, whatever was recorded with a later one.';
const OF_ONE = 'May be left out where the audit is about one agreement.';

/** A version of terms laid over the recorded ones, as the last recorded. */
export class OverlaidAmendmentBody {
  @IdField({ optional: true, description: OF_ONE })
  agreementId?: string | null;

  @InstantField()
  effectiveFrom!: string;

  @InstantField({ optional: true, description: 'By default it does not end.' })
  effectiveUntil?: string | null;

  @ChoiceField(['new', 'open'], { description: REACH })
  reach!: Reach;

  @FlagField({ optional: true, description: SUPERSEDES })
  supersedes?: boolean | null;

  @DocumentField(TERMS_SCHEMA)
  terms!: Terms;
}

const DEFINITION_SCHEMA = { type: 'object', description: 'Opening hours, as POST /v1/calendars takes them.' };

/** A version of a calendar laid over the recorded ones; the calendar may be new. */
export class OverlaidCalendarBody {
  @IdField()
  calendarId!: string;

  @InstantField({ optional: true, description: 'By default from the beginning of time.' })
  effectiveFrom?: string | null;

  @InstantField({ optional: true, description: 'By default it does not end.' })
  effectiveUntil?: string | null;

  @ChoiceField(['new', 'open'], { description: REACH })
  reach!: Reach;

  @FlagField({ optional: true, description: SUPERSEDES })
  supersedes?: boolean | null;

  @DocumentField(DEFINITION_SCHEMA)
  definition!: CalendarDefinition;
}

/** A window that would have been excluded. */
export class OverlaidExclusionBody {
  @IdField({ optional: true, description: OF_ONE })
  agreementId?: string | null;

  @InstantField()
  from!: string;

  @InstantField()
  to!: string;

  @CodeField({ optional: true, wildcard: true, description: '`*`, the default: every category.' })
  category?: string | null;
}
