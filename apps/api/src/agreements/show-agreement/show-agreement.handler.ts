import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { Instant } from '#judge';
import { ProblemError } from '#platform';
import {
  listAgreementVersions,
  readAgreement,
  readExclusions,
  readTerminations,
  type TermsVersionView,
} from '#read-models';
import { isoOf, standAnswer } from '../../queries/answers.js';
import type { Snapshot } from '../../queries/models.js';
import { instantOfParameter } from '../../queries/parameters.js';
import { Reader } from '../../queries/reader.js';
import { Rulebooks } from '../../queries/rulebooks.js';
import { termsVersionAnswer } from '../terms-version-answer.js';
import type { AgreementAnswer } from './show-agreement.dto.js';
import { ShowAgreement } from './show-agreement.query.js';

@QueryHandler(ShowAgreement)
export class ShowAgreementHandler implements IQueryHandler<ShowAgreement> {
  constructor(
    private readonly reader: Reader,
    private readonly rulebooks: Rulebooks,
  ) {}

  execute({ agreementId, asked, asker }: ShowAgreement): Promise<AgreementAnswer> {
    const work = async (snapshot: Snapshot): Promise<AgreementAnswer> => {
      const { sql, stand } = snapshot;
      const agreement = await readAgreement(sql, asker.scope, agreementId);
      if (agreement === undefined) throw new ProblemError(404, `there is no agreement ${agreementId}`);
      const at = instantOfParameter(asked.effectiveAt) ?? snapshot.now;
      const version = await this.inForce(snapshot, agreementId, at);
      return {
        ...agreement,
        recordedAt: isoOf(agreement.recordedAt),
        effectiveAt: isoOf(at),
        inForce: version && termsVersionAnswer(version),
        terms: version && version.terms,
        terminations: (await readTerminations(sql, agreementId)).map((one) => ({
          ...one,
          effectiveFrom: isoOf(one.effectiveFrom),
          position: String(one.position),
          recordedAt: isoOf(one.recordedAt),
        })),
        exclusions: (await readExclusions(sql, agreementId)).map((one) => ({
          ...one,
          from: isoOf(one.from),
          to: isoOf(one.to),
        })),
        ...standAnswer(stand),
      };
    };
    return this.reader.read(asked, work, { past: { of: 'rules', agreementId } });
  }

  /** Which version governs is the judge's to say. */
  private async inForce(snapshot: Snapshot, agreementId: string, at: Instant): Promise<TermsVersionView | null> {
    const rulebook = (await this.rulebooks.at(snapshot, [agreementId]))(agreementId);
    const version = rulebook?.terms.at(at)?.version;
    if (version === undefined) return null;
    const page = { after: [Number(version) - 1], limit: 1 };
    return (await listAgreementVersions(snapshot.sql, agreementId, page)).rows[0] ?? null;
  }
}
