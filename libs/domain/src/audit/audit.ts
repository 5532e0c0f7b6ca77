import { parseInstant } from '#judge';
import { Rejection } from '../rejection.js';
import type { AuditEvent, AuditRequest } from './events.js';

/** What can be asked of an audit (spec/http.md, Audits). */
export type AuditCommand =
  | { readonly type: 'RequestAudit'; readonly request: AuditRequest }
  | {
      readonly type: 'CompleteAudit';
      readonly auditId: string;
      readonly digest: string;
      readonly judged: number;
      readonly changed: number;
    }
  | { readonly type: 'FailAudit'; readonly auditId: string; readonly error: string }
  | { readonly type: 'CancelAudit'; readonly auditId: string };

export type AuditState =
  | { readonly kind: 'none' }
  | { readonly kind: 'requested'; readonly request: AuditRequest }
  | { readonly kind: 'completed' | 'failed' | 'cancelled'; readonly request: AuditRequest };

export const initialAudit: AuditState = { kind: 'none' };

/**
 * The events that a command leads to. What ended stays ended: completing or failing it again, or cancelling it, changes nothing.
 * @throws Rejection missing, conflict (the id is taken; an audit that ended cannot be cancelled), unprocessable
 */
export function decideAudit(command: AuditCommand, state: AuditState): readonly AuditEvent[] {
  if (command.type === 'RequestAudit') return request(command.request, state);
  if (state.kind === 'none') throw Rejection.missing(`there is no audit ${command.auditId}`);
  if (state.kind !== 'requested') return ended(command, state);
  switch (command.type) {
    case 'CompleteAudit': {
      const { auditId, digest, judged, changed } = command;
      return [{ type: 'AuditCompleted', data: { auditId, digest, judged, changed } }];
    }
    case 'FailAudit':
      return [{ type: 'AuditFailed', data: { auditId: command.auditId, error: command.error } }];
    case 'CancelAudit':
      return [{ type: 'AuditCancelled', data: { auditId: command.auditId } }];
    default:
      return command satisfies never;
  }
}

function request(asked: AuditRequest, state: AuditState): readonly AuditEvent[] {
  if (state.kind !== 'none') throw Rejection.conflict(`audit ${asked.auditId} is requested already`, 'auditId');
  if (parseInstant(asked.to) <= parseInstant(asked.from)) {
    throw Rejection.unprocessable('to', `${asked.to} must be later than ${asked.from}`);
  }
  return [{ type: 'AuditRequested', data: asked }];
}

function ended(command: AuditCommand, state: Exclude<AuditState, { kind: 'none' }>): readonly AuditEvent[] {
  if (command.type !== 'CancelAudit' || state.kind === 'cancelled') return [];
  throw Rejection.conflict(`audit ${command.auditId} is ${state.kind} already`);
}

/** The state after one more event. */
export function evolveAudit(state: AuditState, event: AuditEvent): AuditState {
  if (event.type === 'AuditRequested') return { kind: 'requested', request: event.data };
  if (state.kind === 'none') return state;
  return { kind: ENDED[event.type], request: state.request };
}

const ENDED = { AuditCompleted: 'completed', AuditFailed: 'failed', AuditCancelled: 'cancelled' } as const;
