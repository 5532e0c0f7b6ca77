import { PositionParameter } from '../../queries/parameters.js';
import { NoticeFiltersDto } from '../notice-filters.dto.js';

export class StreamNoticesDto extends NoticeFiltersDto {
  @PositionParameter('Resume after this one, for clients that cannot send the header Last-Event-ID, which goes first.')
  lastEventId?: string;
}
