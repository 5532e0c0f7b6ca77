import type { AgreementKind } from '#domain';
import type { Terms } from '#judge';
import { CommandBody } from '../../commands/command-body.dto.js';
import { ChoiceField, DocumentField, IdField, InstantField, ShortTextField } from '../../fields/index.js';
import { TERMS_SCHEMA } from '../terms-schema.js';

/** An agreement begins. */
export class SignAgreementBody extends CommandBody {
  @IdField()
  agreementId!: string;

  @IdField({ description: 'An opaque id of the customer.' })
  customer!: string;

  @ShortTextField()
  name!: string;

  @ChoiceField(['customer', 'internal', 'underpinning'])
  kind!: AgreementKind;

  @InstantField()
  effectiveFrom!: string;

  @DocumentField(TERMS_SCHEMA)
  terms!: Terms;
}
