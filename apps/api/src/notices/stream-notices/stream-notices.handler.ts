import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { NoticeFeed } from './notice-feed.js';
import { StreamNotices } from './stream-notices.query.js';

@QueryHandler(StreamNotices)
export class StreamNoticesHandler implements IQueryHandler<StreamNotices> {
  constructor(private readonly feed: NoticeFeed) {}

  execute({ wanted, after }: StreamNotices) {
    return this.feed.open(wanted, after);
  }
}
