import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ProblemError } from '#platform';
import { listAgreementVersions, mapPage, readAgreement, versionOrder } from '#read-models';
import { Lists } from '../../queries/lists.js';
import { termsVersionAnswer } from '../terms-version-answer.js';
import { VERSION_FIELDS } from './list-agreement-versions.dto.js';
import { ListAgreementVersions } from './list-agreement-versions.query.js';

@QueryHandler(ListAgreementVersions)
export class ListAgreementVersionsHandler implements IQueryHandler<ListAgreementVersions> {
  constructor(private readonly lists: Lists) {}

  execute({ agreementId, asked, asker }: ListAgreementVersions) {
    return this.lists.answer(asked, asker, {
      name: `agreements/${agreementId}/versions`,
      order: versionOrder,
      columns: VERSION_FIELDS,
      past: 'rules',
      read: async ({ sql }, page) => {
        if ((await readAgreement(sql, asker.scope, agreementId)) === undefined)
          throw new ProblemError(404, `there is no agreement ${agreementId}`);
        return mapPage(await listAgreementVersions(sql, agreementId, page), termsVersionAnswer);
      },
    });
  }
}
