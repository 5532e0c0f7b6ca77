import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '#platform';
import { LIVE_SCHEMA, migrate, searchPath } from '#read-models';
import { fillMillion } from '../../../libs/read-models/src/queries/testing/million.js';
import { BenchFolder } from '../log/disk.js';
import { Ends } from '../log/ends.js';
import { machineNow } from '../log/machine.js';
import { ms, quantile } from '../log/measure.js';
import { NodeProcess } from '../log/node-process.js';
import { ApiProcess } from './api-process.js';
import { GROUPINGS, type Kind, kindOf } from './questions.js';

/** How often each question is asked; another number by `npm run bench -- compliance <rounds>`. */
const ROUNDS = Number(process.argv[3] ?? 40);
const WARM_UP = 1;
const BARS_MS = { named: 100, two: 1_000 };

/** What is asked beside the groups. */
const FILTERS = { all: '', ofOneAgreement: '&agreementId=agreement-3' } as const;
type Filter = keyof typeof FILTERS;

/**
 * How long GET /v1/compliance takes over a million verdicts, by every group and by any two of them, of all agreements
 * and of one. API, PostgreSQL and node are processes of their own, on the same machine as the one that asks.
 */
export async function run(): Promise<object> {
  const folder = new BenchFolder();
  const machineBefore = machineNow(folder.path);
  const ends = new Ends();
  ends.add(() => folder.remove());
  try {
    const dir = join(folder.path, 'postgres');
    mkdirSync(dir);
    // Where the server runs under an account of its own, that must get through to its data.
    for (const path of [folder.path, dir]) chmodSync(path, 0o711);
    const postgres = await EmbeddedPostgres.start({ dir, ephemeral: true });
    ends.add(() => postgres.stop());
    const began = performance.now();
    const rows = await fill(postgres.url());
    process.stderr.write(`filled in ${Math.round((performance.now() - began) / 1000)} s\n`);
    const { node, connectionString } = await NodeProcess.start(join(folder.path, 'node'));
    ends.add(() => node.stop());
    const home = join(folder.path, 'home');
    const api = await ApiProcess.start({ database: postgres.url(), eventStore: connectionString, home });
    ends.add(() => api.stop());
    const questions = GROUPINGS.flatMap((groups) =>
      (['all', 'ofOneAgreement'] as const).map((filter) => new Question(groups, filter)),
    );
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      for (const question of questions) await question.ask(api, round >= 0);
      process.stderr.write(`round ${round + 1} of ${ROUNDS}\n`);
    }
    const machineAfter = machineNow(folder.path);
    return {
      measured: `milliseconds of the whole answer (JSON, first page of 100), one question at a time, ${ROUNDS} times each by turns after ${WARM_UP} to warm up`,
      ours: { worst: worst(questions), byGroups: details(questions) },
      barsP95: BARS_MS,
      workload: {
        machineBefore,
        machineAfter,
        rows,
        what: 'a million verdicts (libs/read-models/src/queries/testing/million.ts): 8 large agreements and 40 small ones, 150 categories, 20 teams, 12 months, 3 tiers, 4 priorities, 3 metrics, each drawn evenly and apart from the others, so that few share a counter; the tables filled by SQL with the rows that the fold would make, which libs/read-models/src/compliance/compliance.int.spec.ts holds the two to; PostgreSQL as npm start runs it',
      },
    };
  } finally {
    await ends.run();
  }
}

/** @returns how many rows each table holds */
async function fill(databaseUrl: string): Promise<Record<string, number>> {
  await migrate(databaseUrl);
  const db = new pg.Client({ connectionString: databaseUrl, options: searchPath(LIVE_SCHEMA) });
  await db.connect();
  try {
    await fillMillion(db);
    const counted: Record<string, number> = {};
    for (const table of ['verdicts', 'compliance_counters', 'compliance_days']) {
      const { rows } = await db.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
      counted[table] = rows[0]?.n ?? 0;
    }
    return counted;
  } finally {
    await db.end();
  }
}

/** One question, and how long its answers took. */
class Question {
  private readonly taken: number[] = [];
  readonly kind: Kind;
  readonly name: string;
  private rows = 0;

  constructor(
    groups: (typeof GROUPINGS)[number],
    readonly filter: Filter,
  ) {
    this.kind = kindOf(groups);
    this.name = groups.join(', ');
  }

  async ask(api: ApiProcess, counts: boolean): Promise<void> {
    const { ms: took, rows } = await api.ask(
      `/v1/compliance?groupBy=${this.name.replace(' ', '')}${FILTERS[this.filter]}`,
    );
    if (rows === 0) throw new Error(`by ${this.name} there is no answer`);
    this.rows = rows;
    if (counts) this.taken.push(took);
  }

  get figures() {
    const sorted = this.taken.toSorted((a, b) => a - b);
    const [p50, p95, max] = [0.5, 0.95, 1].map((share) => ms(quantile(sorted, share)));
    return { p50: p50 ?? 0, p95: p95 ?? 0, max: max ?? 0, rows: this.rows };
  }
}

/** Of each kind, the question with the largest p95. */
function worst(questions: readonly Question[]): object {
  const found: Record<string, object> = {};
  for (const filter of ['all', 'ofOneAgreement'] as const) {
    for (const kind of ['named', 'one', 'two'] as const) {
      const some = questions.filter((one) => one.kind === kind && one.filter === filter);
      const [slowest] = some.toSorted((a, b) => b.figures.p95 - a.figures.p95);
      if (slowest !== undefined) found[`${kind}, ${filter}`] = { groups: slowest.name, ...slowest.figures };
    }
  }
  return found;
}

/** `p50 / p95 / max` of every question. */
function details(questions: readonly Question[]): object {
  const of = (filter: Filter) =>
    questions
      .filter((one) => one.filter === filter)
      .map(({ name, figures: { p50, p95, max } }) => [name, `${p50} / ${p95} / ${max}`] as const);
  return {
    form: 'p50 / p95 / max',
    all: Object.fromEntries(of('all')),
    ofOneAgreement: Object.fromEntries(of('ofOneAgreement')),
  };
}
