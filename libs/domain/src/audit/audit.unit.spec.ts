import { specOf } from '../testing/given.js';
import { decideAudit, evolveAudit, initialAudit, type AuditCommand, type AuditState } from './audit.js';
import type { AuditEvent, AuditRequest } from './events.js';

const given = specOf<AuditCommand, AuditState, AuditEvent, undefined>(
  { initial: initialAudit, evolve: evolveAudit, decide: decideAudit },
  undefined,
);
const request: AuditRequest = {
  auditId: 'a',
  agreements: '*',
  from: '2026-01-01T00:00:00.000Z',
  to: '2026-02-01T00:00:00.000Z',
  asOf: '100',
  now: '2026-03-01T00:00:00.000Z',
  amendments: [],
  calendars: [],
  exclusions: [],
  withdraw: [],
};
const requested: AuditEvent = { type: 'AuditRequested', data: request };
const completed: AuditEvent = {
  type: 'AuditCompleted',
  data: { auditId: 'a', digest: 'sha256:00', judged: 1, changed: 0 },
};
const cancelled: AuditEvent = { type: 'AuditCancelled', data: { auditId: 'a' } };
const complete: AuditCommand = { type: 'CompleteAudit', ...completed.data };
const cancel: AuditCommand = { type: 'CancelAudit', auditId: 'a' };

it('is requested', () => given([]).when({ type: 'RequestAudit', request }).then([requested]));
it('has an id of its own', () =>
  given([requested]).when({ type: 'RequestAudit', request }).thenRefused({ kind: 'conflict', path: 'auditId' }));
it('spans some time', () =>
  given([])
    .when({ type: 'RequestAudit', request: { ...request, to: request.from } })
    .thenRefused({ kind: 'unprocessable', path: 'to' }));
it('completes once', () => {
  given([requested]).when(complete).then([completed]);
  given([requested, completed]).when(complete).then([]);
});
it('does not complete after it was cancelled', () => given([requested, cancelled]).when(complete).then([]));
it('cannot be cancelled when it has ended', () => {
  given([requested]).when(cancel).then([cancelled]);
  given([requested, completed]).when(cancel).thenRefused({ kind: 'conflict' });
});
