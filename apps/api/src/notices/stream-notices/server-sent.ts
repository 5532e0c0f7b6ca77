import type { NoticeRow } from '#read-models';
import { noticeAnswer } from '../notice-answer.js';

export const EVENT_STREAM = 'text/event-stream';

/** How long a client that was cut off waits before it comes back, in milliseconds. */
const COME_BACK = 2_000;

/**
 * The first words of a stream: where it begins, so that a client that is cut off before anything came resumes there
 * too. A block without data is no event.
 */
export const hello = (position: number): string => `retry: ${COME_BACK}\nid: ${position}\n\n`;

/** Shows that the stream is there. */
export const BEAT = ': \n\n';

/** A notice as a server-sent event. JSON holds no line break outside of its texts, and none unescaped inside. */
export const eventOf = (notice: NoticeRow): string =>
  `id: ${notice.position}\nevent: ${notice.type}\ndata: ${JSON.stringify(noticeAnswer(notice))}\n\n`;
