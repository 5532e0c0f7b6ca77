import { CommandBody } from '../../commands/command-body.dto.js';
import { CodeField, IdField, InstantField, ShortTextField } from '../../fields/index.js';

/** A window (maintenance, force majeure) that takes open time away from every clock. */
export class DeclareExclusionBody extends CommandBody {
  @IdField({ optional: true, description: 'By default one that follows from the caller and its key.' })
  exclusionId?: string | null;

  @InstantField()
  from!: string;

  @InstantField({ description: 'Later than `from`; not part of the window.' })
  to!: string;

  @CodeField({ optional: true, wildcard: true, description: 'By default `*`, every category.' })
  category?: string | null;

  @ShortTextField()
  reason!: string;
}
