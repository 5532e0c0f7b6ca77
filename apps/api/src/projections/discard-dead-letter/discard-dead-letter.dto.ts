import { CommandBody } from '../../commands/command-body.dto.js';
import { ShortTextField } from '../../fields/index.js';

/** An event is given up. */
export class DiscardDeadLetterBody extends CommandBody {
  @ShortTextField({ optional: true, description: 'Why: a code or a short text. It enters the log for ever.' })
  reason?: string | null;
}
