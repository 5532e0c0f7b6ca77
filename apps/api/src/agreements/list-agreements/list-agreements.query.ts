import { ListQuery } from '../../queries/list-query.js';
import type { AgreementItem, ListAgreementsDto } from './list-agreements.dto.js';

/** Agreements. */
export class ListAgreements extends ListQuery<ListAgreementsDto, AgreementItem> {}
