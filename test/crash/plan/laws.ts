import type { NewEvent } from '#event-store';
import type { Random } from '../../faults/plan/random.js';
import { type Append, DAWN, DAY, eventOf, HOUR, iso, weighted } from './moment.js';
import { CALENDARS, revisedCalendar, SHUT, termsOf } from './terms.js';

export const AGREEMENTS = ['acme', 'omni', 'zeta'] as const;
export type AgreementId = (typeof AGREEMENTS)[number];

export const customerOf = (agreementId: string): string => `customer-of-${agreementId}`;

type Kind = 'amendment' | 'revision' | 'exclusion' | 'withdrawal' | 'termination' | 'unfit';

/** Agreements and calendars of a history, and what becomes of them. */
export class Laws {
  /** Versions so far, by stream. */
  private readonly versions = new Map<string, number>();
  private readonly exclusions: { readonly agreementId: AgreementId; readonly exclusionId: string }[] = [];
  private declared = 0;

  constructor(private readonly random: Random) {}

  /** Calendars and agreements as the run finds them. */
  first(): readonly Append[] {
    const { random } = this;
    const calendars = Object.entries({ ...CALENDARS, shut: SHUT }).map(([calendarId, definition]) =>
      this.to(`calendar-${calendarId}`, 'CalendarDefined', { calendarId, effectiveFrom: null, definition }),
    );
    const agreements = AGREEMENTS.map((agreementId) =>
      this.to(`agreement-${agreementId}`, 'AgreementSigned', {
        ...{ agreementId, customer: customerOf(agreementId), name: agreementId, kind: 'customer' },
        effectiveFrom: iso(DAWN - 30 * DAY),
        terms: termsOf(random),
      }),
    );
    return [...calendars, ...agreements];
  }

  /** Something that moves what governs tickets, recorded at an instant. */
  next(at: number): Append {
    const agreementId = this.random.pick(AGREEMENTS);
    switch (this.kind()) {
      case 'amendment':
        return this.amendment(agreementId, at);
      case 'revision':
        return this.revision(at);
      case 'exclusion':
        return this.exclusion(agreementId, at);
      case 'withdrawal':
        return this.withdrawal() ?? this.exclusion(agreementId, at);
      case 'termination':
        return this.termination(agreementId, at);
      case 'unfit':
        return this.unfit(agreementId, at);
    }
  }

  private kind(): Kind {
    return weighted(this.random, [
      [40, 'amendment'],
      [18, 'revision'],
      [18, 'exclusion'],
      [14, 'withdrawal'],
      [3, 'termination'],
      [2, 'unfit'],
    ] as const);
  }

  /** Of the past as often as of what is to come; some for a season. */
  private amendment(agreementId: AgreementId, at: number): Append {
    const { random } = this;
    const effectiveFrom = at + random.between(-10, 8) * DAY + random.between(-600, 600) * 60_000;
    const season = random.chance(0.2) ? iso(effectiveFrom + random.between(1, 9) * DAY) : null;
    const shut = random.chance(0.04);
    return this.to(`agreement-${agreementId}`, 'AgreementAmended', {
      ...{ agreementId, version: this.version(`agreement-${agreementId}`), effectiveFrom: iso(effectiveFrom) },
      ...{ effectiveUntil: season, reach: random.pick(['open', 'open', 'new']), supersedes: random.chance(0.5) },
      ...{ reason: 'renegotiated', terms: termsOf(random, shut ? 'shut' : undefined) },
    });
  }

  private revision(at: number): Append {
    const { random } = this;
    const calendarId = random.pick(['office', 'office', 'night', 'shut']);
    return this.to(`calendar-${calendarId}`, 'CalendarRevised', {
      ...{ calendarId, version: this.version(`calendar-${calendarId}`) },
      effectiveFrom: iso(at + random.between(-8, 6) * DAY),
      ...{ reach: random.pick(['open', 'new']), supersedes: random.chance(0.5), reason: 'season' },
      definition: revisedCalendar(random),
    });
  }

  private exclusion(agreementId: AgreementId, at: number): Append {
    const { random } = this;
    this.declared += 1;
    const exclusionId = `x${this.declared}`;
    const from = at + random.between(-96, 72) * HOUR;
    this.exclusions.push({ agreementId, exclusionId });
    return this.to(`agreement-${agreementId}`, 'ExclusionDeclared', {
      ...{ agreementId, exclusionId, from: iso(from), to: iso(from + random.between(1, 30) * HOUR) },
      ...{ category: random.pick(['*', 'mail']), reason: 'maintenance' },
    });
  }

  private withdrawal(): Append | undefined {
    const index = this.random.between(0, Math.max(0, this.exclusions.length - 1));
    const [withdrawn] = this.exclusions.splice(index, 1);
    return withdrawn && this.to(`agreement-${withdrawn.agreementId}`, 'ExclusionWithdrawn', withdrawn);
  }

  private termination(agreementId: AgreementId, at: number): Append {
    const effectiveFrom = iso(at + this.random.between(-4, 10) * DAY);
    return this.to(`agreement-${agreementId}`, 'AgreementTerminated', { agreementId, effectiveFrom, reason: 'moved' });
  }

  /** What no command would record: its stream waits from there on. */
  private unfit(agreementId: AgreementId, at: number): Append {
    const stream = `agreement-${agreementId}`;
    const known = this.exclusions.find((one) => one.agreementId === agreementId);
    if (known === undefined) return this.to(stream, 'AgreementEaten', { agreementId });
    const window = { from: iso(at), to: iso(at + HOUR), category: '*', reason: 'declared twice' };
    return this.to(stream, 'ExclusionDeclared', { ...known, ...window });
  }

  private version(stream: string): number {
    const version = (this.versions.get(stream) ?? 1) + 1;
    this.versions.set(stream, version);
    return version;
  }

  private to(stream: string, type: string, data: object): Append {
    const event: NewEvent = eventOf(this.random, type, data);
    return { stream, events: [event] };
  }
}
