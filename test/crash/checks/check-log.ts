import type { RecordedEvent } from '#event-store';
import type { Moment } from '../plan/moment.js';

/** The engine's announcements have streams of their own; nothing else may be written but what the plan says. */
const NOTICES = 'notice-';

/** Whether the log holds each planned event once, and each notice once. */
export function checkLog(log: readonly RecordedEvent[], moments: readonly Moment[]): readonly string[] {
  const planned = new Set(
    moments.flatMap(({ appends }) => appends.flatMap(({ events }) => events.map(({ id }) => id))),
  );
  const seen = new Set<string>();
  const twice = log.filter(({ id }) => seen.size === seen.add(id).size);
  const missing = [...planned].filter((id) => !seen.has(id));
  const unknown = log.filter(({ id, stream }) => !planned.has(id) && !stream.startsWith(NOTICES));
  return [
    ...twice.map(({ id, stream, type }) => `the log holds ${type} ${id} of ${stream} twice`),
    ...missing.map((id) => `the log misses event ${id}`),
    ...unknown.map(({ id, stream, type }) => `nobody recorded ${type} ${id} of ${stream}`),
  ];
}

export const noticesOf = (log: readonly RecordedEvent[]): number =>
  log.filter(({ stream }) => stream.startsWith(NOTICES)).length;
