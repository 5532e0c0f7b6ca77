import { Inject, Injectable } from '@nestjs/common';
import {
  ALWAYS_OPEN,
  calendarsOf,
  decideAgreement,
  evolveAgreement,
  initialAgreement,
  isId,
  rulebookOf,
  streamOf,
  type AgreementCommand,
  type AgreementEvent,
  type AgreementState,
} from '#domain';
import type { EventStore } from '#event-store';
import { checkTerms, compileRulebook, type CalendarDefinition, type CompiledRulebook } from '#judge';
import { Calendars } from '../calendars/calendars.js';
import type { ApiCommand } from '../commands/api-command.js';
import type { CommandAnswer } from '../commands/command-answer.dto.js';
import { CommandLog } from '../commands/command-log.js';
import { FollowedStreams } from '../commands/followed-streams.js';
import { EVENT_STORE } from '../commands/ports.js';

const aggregate = { initial: initialAgreement, evolve: evolveAgreement };

/** Decides commands about agreements against their streams, and knows what is agreed now. */
@Injectable()
export class Agreements {
  private readonly followed: FollowedStreams<AgreementState, AgreementEvent>;

  constructor(
    private readonly log: CommandLog,
    private readonly calendars: Calendars,
    @Inject(EVENT_STORE) store: EventStore,
  ) {
    this.followed = new FollowedStreams(store, aggregate);
  }

  change(command: ApiCommand, asked: AgreementCommand): Promise<CommandAnswer> {
    const decide = async (state: AgreementState) => decideAgreement(asked, state, await this.calendarsFor(asked));
    return this.log.apply(command, { ...aggregate, decide });
  }

  /** An agreement as the log has it now. */
  async current(agreementId: string): Promise<AgreementState> {
    return (await this.followed.current(streamOf.agreement(agreementId))).state;
  }

  /** An agreement as it was seen last; what it has lacks nothing but what came since. */
  async seen(agreementId: string): Promise<AgreementState> {
    return (await this.followed.seen(streamOf.agreement(agreementId))).state;
  }

  /** What governs the tickets of an agreement, as the log has it now; undefined where it is not signed. */
  async rulesOf(agreementId: string): Promise<CompiledRulebook | undefined> {
    const agreement = await this.current(agreementId);
    if (agreement.kind === 'unsigned') return undefined;
    const ids = calendarsOf(agreement.versions.map(({ terms }) => terms));
    const states = await Promise.all(ids.map((calendarId) => this.calendars.current(calendarId)));
    const histories = new Map(ids.map((calendarId, index) => [calendarId, states[index]?.versions ?? []]));
    return compileRulebook(
      rulebookOf(agreement, (calendarId) => ({ calendarId, versions: histories.get(calendarId) ?? [] })),
    );
  }

  /** The calendars that a command's terms name, as they stand now. */
  private async calendarsFor(
    asked: AgreementCommand,
  ): Promise<{ calendar: (id: string) => CalendarDefinition | undefined }> {
    const definitions = new Map<string, CalendarDefinition | undefined>();
    if ('terms' in asked) {
      const states = namedIn(asked.terms).map(async (id) => {
        definitions.set(id, (await this.calendars.current(id)).versions.at(-1)?.definition);
      });
      await Promise.all(states);
    }
    return { calendar: (id) => definitions.get(id) };
  }
}

/** More than any terms name: beyond it the rest counts as not known. */
const MOST_CALENDARS = 200;

/** The check itself says which calendars it asks for, whatever shape the terms are in. */
function namedIn(terms: unknown): readonly string[] {
  const named = new Set<string>();
  checkTerms(terms, (id) => {
    if (id !== ALWAYS_OPEN && isId(id)) named.add(id);
    return undefined;
  });
  return [...named].slice(0, MOST_CALENDARS);
}
