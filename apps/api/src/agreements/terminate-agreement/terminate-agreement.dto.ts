import { CommandBody } from '../../commands/command-body.dto.js';
import { InstantField, ShortTextField } from '../../fields/index.js';

/** An agreement ends. */
export class TerminateAgreementBody extends CommandBody {
  @InstantField()
  effectiveFrom!: string;

  @ShortTextField()
  reason!: string;
}
