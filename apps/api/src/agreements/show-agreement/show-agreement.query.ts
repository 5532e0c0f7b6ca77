import { Query } from '@nestjs/cqrs';
import type { Asker } from '../../queries/asker.js';
import type { AgreementAnswer, ShowAgreementDto } from './show-agreement.dto.js';

/** An agreement with the terms in force at an instant. */
export class ShowAgreement extends Query<AgreementAnswer> {
  constructor(
    readonly agreementId: string,
    readonly asked: ShowAgreementDto,
    readonly asker: Asker,
  ) {
    super();
  }
}
