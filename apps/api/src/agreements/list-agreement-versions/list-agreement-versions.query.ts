import type { Asker } from '../../queries/asker.js';
import { ListQuery } from '../../queries/list-query.js';
import type { ListAgreementVersionsDto, TermsVersionAnswer } from './list-agreement-versions.dto.js';

/** All versions of an agreement's terms. */
export class ListAgreementVersions extends ListQuery<ListAgreementVersionsDto, TermsVersionAnswer> {
  constructor(
    readonly agreementId: string,
    asked: ListAgreementVersionsDto,
    asker: Asker,
  ) {
    super(asked, asker);
  }
}
