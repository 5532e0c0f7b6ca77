import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient } from '../api-client/api-client.js';

/** Counts of one side of an audit (spec/http.md, Audits). */
export interface Side {
  readonly met: number;
  readonly breached: number;
  readonly running: number;
  readonly paused: number;
  readonly void: number;
  readonly attainment: number | null;
}

/** An audit as the API shows it. */
export interface AuditAnswer {
  readonly auditId: string;
  readonly status: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
  readonly error: string | null;
  readonly progress: { readonly cases: number; readonly of: number; readonly casesPerSecond: number } | null;
  readonly before: Side;
  readonly after: Side;
  readonly changes: Readonly<Record<string, number>>;
  readonly cases: { readonly judged: number; readonly changed: number; readonly unjudged: readonly unknown[] };
  readonly digest: string | null;
  readonly manifest: string;
}

/** A changed verdict, with the sentence that says why. */
export interface Change {
  readonly ticketId: string;
  readonly metric: string;
  readonly cycle: number;
  readonly before: { readonly state: string; readonly category: string | null } | null;
  readonly after: { readonly state: string; readonly category: string | null } | null;
  readonly why: string;
}

/** An audit did not complete. */
export class AuditFailedError extends Error {
  constructor({ auditId, status, error }: AuditAnswer) {
    super(`audit ${auditId} ${status}${error === null ? '' : `: ${error}`}`);
    this.name = 'AuditFailedError';
  }
}

/**
 * Asks for an audit and waits until it is done.
 * @returns what it found, and the seconds from the request to the end
 * @throws AuditFailedError, RefusedError
 */
export async function askAudit(
  api: ApiClient,
  request: object,
  clock: () => number,
  onProgress: (answer: AuditAnswer) => void = () => undefined,
): Promise<AuditAnswer & { readonly seconds: number }> {
  const began = clock();
  const { auditId } = await api.post<{ auditId: string }>('/v1/audits', request);
  for (;;) {
    const answer = await api.get<AuditAnswer>(`/v1/audits/${auditId}`);
    if (answer.status === 'completed') return { ...answer, seconds: (clock() - began) / 1000 };
    if (answer.status !== 'queued' && answer.status !== 'running') throw new AuditFailedError(answer);
    onProgress(answer);
    await sleep(50);
  }
}

const LOOKED_AT = 200;

/** A few changed verdicts, of as many categories as there are; those whose outcome changed come first. */
export async function someChanges(api: ApiClient, answer: AuditAnswer, count: number): Promise<readonly Change[]> {
  const found: Change[] = [];
  for (const kind of kindsOf(answer)) {
    const path = `/v1/audits/${answer.auditId}/changes?limit=${LOOKED_AT}&change=${encodeURIComponent(kind)}`;
    found.push(...(await api.get<{ items: readonly Change[] }>(path)).items);
  }
  const firsts = found.filter(
    (change, index) => found.findIndex((other) => categoryOf(other) === categoryOf(change)) === index,
  );
  return [...new Set([...firsts, ...found])].slice(0, count);
}

const categoryOf = ({ before, after }: Change): string => after?.category ?? before?.category ?? '';

/** The kinds of change that occurred, commonest first, those of outcome before the rest. */
function kindsOf({ changes }: AuditAnswer): readonly string[] {
  return Object.entries(changes)
    .filter(([kind, count]) => kind !== 'total' && count > 0)
    .sort(([a, m], [b, n]) => Number(a === 'same-state') - Number(b === 'same-state') || n - m)
    .map(([kind]) => kind);
}
