import { Query } from '@nestjs/cqrs';
import type { NoticeStream, Wanted } from './notice-stream.js';

/** What is announced from a position on, as it comes. */
export class StreamNotices extends Query<NoticeStream> {
  constructor(
    readonly wanted: Wanted,
    /** Undefined: from now on. */
    readonly after: string | undefined,
  ) {
    super();
  }
}
