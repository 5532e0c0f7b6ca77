import type { Reach, Terms } from '#judge';
import { CommandBody } from '../../commands/command-body.dto.js';
import { ChoiceField, DocumentField, FlagField, InstantField, ShortTextField } from '../../fields/index.js';
import { TERMS_SCHEMA } from '../terms-schema.js';

/** An agreement has other terms. */
export class AmendAgreementBody extends CommandBody {
  @InstantField({ description: 'May lie in the past.' })
  effectiveFrom!: string;

  @InstantField({ optional: true, description: 'The end of a seasonal clause; by default it does not end.' })
  effectiveUntil?: string | null;

  @ChoiceField(['new', 'open'], { description: '`open`: also for clocks that are running or paused then.' })
  reach!: Reach;

  @FlagField({ optional: true, description: 'Required where a version with a later `effectiveFrom` is recorded.' })
  supersedes?: boolean | null;

  @ShortTextField()
  reason!: string;

  @DocumentField(TERMS_SCHEMA)
  terms!: Terms;
}
