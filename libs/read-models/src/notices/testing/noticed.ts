import {
  noticeIdOf,
  retractionIdOf,
  streamOf,
  type BreachNoticed,
  type BreachRetracted,
  type ClockWarned,
  type NoticeEvent,
  type Noticed,
} from '#domain';
import { positionOf, type RecordedEvent } from '#event-store';

const CLOCK = {
  ticketId: 'T1',
  agreementId: 'A1',
  customer: 'acme',
  metric: 'resolution',
  cycle: 1,
  at: '2026-03-02T14:00:00.000Z',
  dueAt: '2026-03-02T14:00:00.000Z',
  tier: 'gold',
  priority: 'high',
  category: 'mail',
  team: 'desk',
  agent: null,
  termsVersion: 1,
} satisfies Omit<Noticed, 'noticeId'>;

type About = Partial<Omit<Noticed, 'noticeId'>>;

const announced = (kind: 'ClockWarned' | 'BreachNoticed', about: About): Noticed => {
  const clock = { ...CLOCK, ...about };
  return { noticeId: noticeIdOf(kind, clock.ticketId, clock.metric, clock.cycle, clock.at), ...clock };
};

/** Notices of one clock but for what is said otherwise. */
export const warned = (about: About = {}): ClockWarned => ({
  type: 'ClockWarned',
  data: announced('ClockWarned', { at: '2026-03-02T13:00:00.000Z', ...about }),
});

export const breached = (about: About = {}): BreachNoticed => ({
  type: 'BreachNoticed',
  data: announced('BreachNoticed', about),
});

export function retracted({ data }: BreachNoticed, position = '4711'): BreachRetracted {
  const { ticketId, noticeId } = data;
  const because = {
    position,
    recordedAt: '2026-03-02T15:00:00.000Z',
    stream: streamOf.ticket(ticketId),
    type: 'resolved',
    eventId: 'e358eaf0-cefb-5c07-857d-8f0ce39f36aa',
  };
  return {
    type: 'BreachRetracted',
    data: { ...data, noticeId: retractionIdOf(noticeId, position), retracts: noticeId, state: 'met', because },
  };
}

/** A notice as the log has it. */
export const inLog = ({ type, data }: NoticeEvent, position: number, revision = 0): RecordedEvent => ({
  id: data.noticeId,
  stream: streamOf.notice(data.ticketId),
  revision,
  position: positionOf(position),
  type,
  data,
  metadata: { schema: 1 },
  recordedAt: Date.parse('2026-03-02T16:00:00.000Z') + position,
});
