import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../../../apps/cli/src/api-client/api-client.js';
import { askAudit } from '../../../apps/cli/src/audit/ask-audit.js';
import { AGREEMENT, termsOf } from './agreement.js';

/** Audits that ran one after the other. */
export interface Audited {
  readonly audits: number;
  readonly cases: number;
  readonly seconds: number;
}

/** Audits all tickets under stricter terms, again and again until told to end. */
export class Audits {
  private readonly ended = new AbortController();
  private readonly running: Promise<Audited>;

  constructor(private readonly api: ApiClient) {
    this.running = this.run();
    this.running.catch(() => undefined);
  }

  /** Ends after the audit under way. */
  async end(): Promise<Audited> {
    this.ended.abort();
    return this.running;
  }

  private async run(): Promise<Audited> {
    const began = performance.now();
    let [audits, cases] = [0, 0];
    for (; !this.ended.signal.aborted; await sleep(10)) {
      const { cases: done } = await askAudit(this.api, requestOf(audits), () => performance.now());
      audits += 1;
      cases += done.judged;
    }
    return { audits, cases, seconds: Math.round((performance.now() - began) / 1000) };
  }
}

const requestOf = (n: number): object => ({
  auditId: `stricter-${n}`,
  agreementId: AGREEMENT,
  from: '2026-01-01T00:00:00Z',
  to: '2030-01-01T00:00:00Z',
  amendments: [{ effectiveFrom: '2026-01-01T00:00:00Z', reach: 'open', terms: termsOf(0.5) }],
});
