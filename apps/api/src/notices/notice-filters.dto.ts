import type { NoticeFilters } from '#read-models';
import { ChoiceField, CodeField, IdField } from '../fields/index.js';
import { InstantParameter } from '../queries/parameters.js';
import { spanOf } from '../queries/spans.js';
import { NOTICE_TYPES, type NoticeType } from './notice.dto.js';

/** What notices are filtered by, in the list and in the event stream. */
export class NoticeFiltersDto {
  @IdField({ optional: true })
  ticketId?: string;

  @IdField({ optional: true })
  agreementId?: string;

  @CodeField({ optional: true })
  customer?: string;

  @CodeField({ optional: true })
  tier?: string;

  @CodeField({ optional: true })
  priority?: string;

  @CodeField({ optional: true })
  category?: string;

  @CodeField({ optional: true })
  team?: string;

  @CodeField({ optional: true, description: 'Who worked on the ticket when it was announced.' })
  agent?: string;

  @CodeField({ optional: true })
  metric?: string;

  @ChoiceField(NOTICE_TYPES, { optional: true })
  type?: NoticeType;

  @InstantParameter('About this instant or a later one.')
  from?: string;

  @InstantParameter('About an instant before this one.')
  to?: string;
}

/** The filters as the read models take them. @throws ProblemError 400 where the span ends before it begins */
export function noticeFilters(asked: NoticeFiltersDto): NoticeFilters {
  const { ticketId, agreementId, customer, tier, priority, category, team, agent, metric, type } = asked;
  return {
    ...{ ticketId, agreementId, customer, tier, priority, category, team, agent, metric, type },
    at: spanOf(asked.from, asked.to, 'to'),
  };
}
