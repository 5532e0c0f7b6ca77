import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type ComplianceRow, groupOrder, mapPage, readCompliance } from '#read-models';
import { countsAnswer } from '../../queries/counts-answer.js';
import { Lists } from '../../queries/lists.js';
import { sumsAsked } from '../../queries/sums.dto.js';
import { COMPLIANCE_FIELDS, type ComplianceAnswer } from './report-compliance.dto.js';
import { ReportCompliance } from './report-compliance.query.js';

@QueryHandler(ReportCompliance)
export class ReportComplianceHandler implements IQueryHandler<ReportCompliance> {
  constructor(private readonly lists: Lists) {}

  async execute({ asked, asker }: ReportCompliance) {
    const sums = sumsAsked(asked);
    return this.lists.answer(asked, asker, {
      name: 'compliance',
      order: groupOrder(sums.groupBy),
      columns: [...sums.groupBy, ...COMPLIANCE_FIELDS],
      past: 'cases',
      read: async ({ sql }, page) => mapPage(await readCompliance(sql, asker.scope, sums, page), complianceAnswer),
    });
  }
}

function complianceAnswer(row: ComplianceRow): ComplianceAnswer {
  const counts = countsAnswer(row);
  const { goal } = row;
  const ok = goal === null || counts.attainment === null ? null : counts.attainment >= goal;
  return { ...counts, goal, ok };
}
