import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Instant, judge, readCase, type IgnoredFact, type TicketView, type Verdict } from '#judge';
import { ProblemError } from '#platform';
import { type CaseFact, type CaseView, readCaseOf } from '#read-models';
import { isoOf, standAnswer } from '../../queries/answers.js';
import { judgedFacts } from '../../queries/growing.js';
import type { Snapshot } from '../../queries/models.js';
import { instantOfParameter } from '../../queries/parameters.js';
import { Reader } from '../../queries/reader.js';
import { Rulebooks } from '../../queries/rulebooks.js';
import { verdictAnswer } from '../../queries/verdict-answer.js';
import type { FactAnswer, TicketAnswer } from './show-ticket.dto.js';
import { ShowTicket } from './show-ticket.query.js';

@QueryHandler(ShowTicket)
export class ShowTicketHandler implements IQueryHandler<ShowTicket> {
  constructor(
    private readonly reader: Reader,
    private readonly rulebooks: Rulebooks,
  ) {}

  execute({ ticketId, asked, asker }: ShowTicket): Promise<TicketAnswer> {
    return this.reader.read(
      asked,
      async (snapshot) => {
        const found = await readCaseOf(snapshot.sql, asker.scope, ticketId);
        if (found === undefined) throw new ProblemError(404, `there is no ticket ${ticketId}`);
        const now = instantOfParameter(asked.now);
        return this.answer(snapshot, found, now ?? snapshot.now, now !== undefined);
      },
      { now: true, past: { of: 'cases', ticketId } },
    );
  }

  private async answer(snapshot: Snapshot, found: CaseView, now: Instant, asked: boolean): Promise<TicketAnswer> {
    const { ticketId, agreementId, customer, facts, revision } = found;
    const rulebookOf = await this.rulebooks.at(snapshot, [agreementId]);
    const rulebook = rulebookOf(agreementId);
    const { ticket, ignored, verdicts } = stand(found, rulebook && ((seen) => judge(seen, rulebook, now)), now);
    if (ticket === null && asked)
      throw ProblemError.unprocessable([{ path: 'now', message: `is before ticket ${ticketId} was opened` }]);
    const { tier, priority, category, team, agent, status } = ticket ?? found;
    return {
      ...{ ticketId, agreementId, customer, tier, priority, category, team, agent, status },
      facts: facts.map(factAnswer),
      clocks: verdicts.map((verdict) => verdictAnswer({ ...verdict, ticketId })),
      ignored: [...ignored],
      revision,
      ...standAnswer(snapshot.stand),
    };
  }
}

interface Stand {
  readonly ticket: TicketView | null;
  readonly ignored: readonly IgnoredFact[];
  readonly verdicts: readonly Verdict[];
}

/** Without rules to judge by there are facts and no clocks. */
function stand(
  { facts }: CaseView,
  judgeBy: ((facts: ReturnType<typeof judgedFacts>) => Stand) | null,
  now: Instant,
): Stand {
  const seen = judgedFacts(facts);
  return judgeBy === null ? { ...readCase(seen, now), verdicts: [] } : judgeBy(seen);
}

function factAnswer({ id, revision, at, recordedAt, position, type, ...rest }: CaseFact): FactAnswer {
  return {
    id,
    revision,
    at: isoOf(at),
    recordedAt: isoOf(recordedAt),
    type,
    ...rest,
    position: String(position),
  };
}
