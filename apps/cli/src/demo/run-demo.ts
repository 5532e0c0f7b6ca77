import { type ApiClient } from '../api-client/api-client.js';
import { askAudit, type AuditAnswer, type Change, someChanges } from '../audit/ask-audit.js';
import { auditLines } from '../audit/audit-lines.js';
import { loadMapping } from '../import/import-command.js';
import { progressBar } from '../import/progress.js';
import { type ImportSummary, runImport } from '../import/run-import.js';
import { type Output } from '../output.js';
import { count } from '../table.js';
import { type ComplianceRow, complianceLines, publishedLines } from './narrate.js';
import { type Agreement, compareWithPublished } from './published.js';
import { type Question, QUESTIONS, SCENARIO } from './scenario.js';
import { setUp } from './set-up.js';
import { untilModelsHave } from './settle.js';
import { type Source } from './sources.js';

/** What a demo found, for programs. */
export interface DemoResult {
  readonly import: ImportSummary;
  /** From the end of the import until the read models had all of it. */
  readonly settleSeconds: number;
  readonly published: Agreement;
  readonly compliance: { readonly categories: readonly ComplianceRow[]; readonly months: readonly ComplianceRow[] };
  readonly audits: readonly AuditResult[];
}

export interface AuditResult {
  readonly question: string;
  readonly auditId: string;
  readonly before: AuditAnswer['before'];
  readonly after: AuditAnswer['after'];
  readonly changes: AuditAnswer['changes'];
  readonly cases: { readonly judged: number; readonly changed: number; readonly unjudged: number };
  readonly explained: readonly { readonly ticketId: string; readonly why: string }[];
  readonly digest: string | null;
  readonly seconds: number;
}

const EXPLAINED = 5;
const PATIENCE_MS = 120_000;

/** The demo on a running, empty installation. */
export class Demo {
  private readonly clock = () => performance.now();

  constructor(
    private readonly api: ApiClient,
    private readonly source: Source,
    private readonly limit: number,
    private readonly output: Output,
  ) {}

  async run(): Promise<DemoResult> {
    const summary = await this.fill();
    const began = this.clock();
    await untilModelsHave(this.api, summary.position ?? '0', this.clock);
    const settleSeconds = Math.round(this.clock() - began) / 1000;
    this.say(`The read models have all of it ${settleSeconds.toFixed(1)} s later.`, '');
    const compliance = await this.showCompliance();
    const published = await compareWithPublished(this.api, this.source.files, this.limit);
    this.say(...publishedLines(published));
    const audits: AuditResult[] = [];
    for (const question of QUESTIONS) audits.push(await this.ask(question, audits.length + 1));
    return { import: summary, settleSeconds, published, compliance, audits };
  }

  private async fill(): Promise<ImportSummary> {
    const { api, source, clock, output } = this;
    await setUp(api, source);
    this.say(
      'Calendar boston: Monday to Friday 08:30 to 17:00; its second version knows the holidays of 2016.',
      'Agreement boston-311: signed for 1 January 2015, amended from 16 February 2015, 13:00.',
      'Importing the cases through POST /v1/commands ...',
    );
    const mapping = await loadMapping(source.mapping);
    const progress = progressBar(output.terminal, clock, (line) => output.error(line));
    const summary = await runImport(api, {
      mapping,
      files: source.files,
      limit: this.limit,
      giveUpAfterMs: PATIENCE_MS,
      clock,
      onRejected: ({ file, line, reason }) => progress.note(`${file}:${line} ${reason}`),
      progress,
    });
    this.say(
      `  ${count(summary.rows)} cases: ${count(summary.accepted)} commands accepted, ${count(summary.rejected)} rejected, ` +
        `${summary.seconds.toFixed(1)} s (${count(summary.commandsPerSecond)} a second)`,
    );
    return summary;
  }

  private async showCompliance(): Promise<DemoResult['compliance']> {
    const list = async (by: string) =>
      (
        await this.api.get<{ items: readonly ComplianceRow[] }>(
          `/v1/compliance?groupBy=${by}&limit=1000&agreementId=${SCENARIO.agreementId}`,
        )
      ).items;
    const categories = await list('category');
    const months = await list('month');
    this.say(...complianceLines(categories, months), '');
    return { categories, months };
  }

  private async ask({ auditId, asks, version }: Question, number: number): Promise<AuditResult> {
    const { api, clock } = this;
    const { agreementId, signedFrom, snapshot } = SCENARIO;
    this.say('', `Question ${number}. ${asks}`);
    if (number === 1) {
      this.say(
        "  (All cases are judged twice, as of the city's snapshot of 13 January 2016; w1 is the version laid over the recorded ones.)",
      );
    }
    const request = {
      auditId,
      agreementId,
      from: signedFrom,
      to: snapshot,
      now: snapshot,
      amendments: [
        { agreementId, effectiveFrom: signedFrom, reach: 'new', supersedes: true, terms: this.source.terms[version] },
      ],
    };
    const answer = await askAudit(api, request, clock);
    const explained = await someChanges(api, answer, EXPLAINED);
    this.say(...auditLines(answer, explained));
    return resultOf(asks, answer, explained);
  }

  private say(...lines: string[]): void {
    this.output.say(...lines);
  }
}

function resultOf(
  question: string,
  answer: AuditAnswer & { seconds: number },
  explained: readonly Change[],
): AuditResult {
  const { auditId, before, after, changes, cases, digest, seconds } = answer;
  return {
    question,
    auditId,
    before,
    after,
    changes,
    cases: { judged: cases.judged, changed: cases.changed, unjudged: cases.unjudged.length },
    explained: explained.map(({ ticketId, why }) => ({ ticketId, why })),
    digest,
    seconds: Math.round(seconds * 1000) / 1000,
  };
}
