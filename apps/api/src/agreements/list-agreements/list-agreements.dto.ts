import { ChoiceField, CodeField } from '../../fields/index.js';
import { ListDto } from '../../queries/ask.dto.js';

const KINDS = ['customer', 'internal', 'underpinning'] as const;

export class ListAgreementsDto extends ListDto {
  @CodeField({ optional: true })
  customer?: string;

  @ChoiceField(KINDS, { optional: true })
  kind?: (typeof KINDS)[number];
}

/** An agreement, without its terms. */
export class AgreementItem {
  agreementId!: string;
  customer!: string;
  name!: string;
  kind!: (typeof KINDS)[number];
  /** Of the last recorded terms. */
  timeZone!: string;
  /** Of the last event of its stream. */
  revision!: number;
  /** When the log took the signing. */
  recordedAt!: string;
}

export const AGREEMENT_FIELDS = [
  'agreementId',
  'customer',
  'name',
  'kind',
  'timeZone',
  'revision',
  'recordedAt',
] as const satisfies readonly (keyof AgreementItem)[];
