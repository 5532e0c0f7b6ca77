import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ProblemError } from '#platform';
import { knownHistory, loadLaw, readCaseOf, type Because, type KnownVerdict } from '#read-models';
import { isoOf, standAnswer } from '../../queries/answers.js';
import type { Snapshot } from '../../queries/models.js';
import { Reader } from '../../queries/reader.js';
import { verdictAnswer } from '../../queries/verdict-answer.js';
import type { BecauseAnswer, HistoryAnswer, KnownVerdictAnswer } from './show-history.dto.js';
import { ShowHistory } from './show-history.query.js';

@QueryHandler(ShowHistory)
export class ShowHistoryHandler implements IQueryHandler<ShowHistory> {
  constructor(private readonly reader: Reader) {}

  execute({ ticketId, asked, asker }: ShowHistory): Promise<HistoryAnswer> {
    const work = async ({ sql, stand, now }: Snapshot): Promise<HistoryAnswer> => {
      const found = await readCaseOf(sql, asker.scope, ticketId);
      if (found === undefined) throw new ProblemError(404, `there is no ticket ${ticketId}`);
      const law = await loadLaw({ query: (text, values = []) => sql.query(text, values) }, found.agreementId);
      const history = knownHistory({ ...found, position: found.facts.at(-1)?.position ?? -1 }, law, now);
      return { items: history.map((known) => knownAnswer(ticketId, known)), ...standAnswer(stand) };
    };
    return this.reader.read(asked, work, { past: { of: 'cases', ticketId } });
  }
}

function knownAnswer(ticketId: string, { metric, cycle, because, until, verdict }: KnownVerdict): KnownVerdictAnswer {
  return {
    metric,
    cycle,
    from: String(because.position),
    until: until === null ? null : String(until.position),
    verdict: verdictAnswer({ ...verdict, ticketId }),
    because: becauseAnswer(because),
  };
}

const becauseAnswer = ({ position, recordedAt, stream, type, eventId }: Because): BecauseAnswer => ({
  position: String(position),
  recordedAt: isoOf(recordedAt),
  stream,
  type,
  eventId,
});
