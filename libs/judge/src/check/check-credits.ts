import { type Findings, shown } from './problem.js';

const PER = ['month', 'quarter', 'year'];
const amount = /^\d{1,15}(\.\d{1,6})?$/;

/** An amount or percentage as a decimal text, not negative. */
function decimal(findings: Findings, value: unknown, path: string): void {
  if (typeof value !== 'string' || !amount.test(value))
    findings.wrong(path, `${shown(value)} is no decimal such as "5.00"`);
}

function attainment(findings: Findings, value: unknown, path: string): void {
  decimal(findings, value, path);
  if (typeof value === 'string' && !(Number(value) > 0 && Number(value) <= 1)) {
    findings.wrong(path, `${shown(value)} is no share in (0, 1]`);
  }
}

type Row = Readonly<Record<string, unknown>>;

function rows(
  findings: Findings,
  value: unknown,
  path: string,
  fields: readonly string[],
): { row: Row; where: string }[] {
  return findings.list(value, path, 'optional').flatMap((each, i) => {
    const row = findings.object(each, `${path}[${i}]`, fields);
    if (row) findings.text(row['metric'], `${path}[${i}].metric`);
    return row ? [{ row, where: `${path}[${i}]` }] : [];
  });
}

/** Finds what is wrong with credits: decimals, and a ladder that does not descend with rising percentages. */
export function findCredits(findings: Findings, value: unknown, path: string): void {
  if (value === undefined) return;
  const credits = findings.object(value, path, ['fee', 'currency', 'per', 'cap', 'ladder', 'breaches', 'rewards']);
  if (!credits) return;
  decimal(findings, credits['fee'], `${path}.fee`);
  if (typeof credits['currency'] !== 'string' || !/^[A-Z]{3}$/.test(credits['currency'])) {
    findings.wrong(`${path}.currency`, `${shown(credits['currency'])} is no currency code of ISO 4217`);
  }
  findings.oneOf(credits['per'], `${path}.per`, PER);
  if (credits['cap'] !== undefined) decimal(findings, credits['cap'], `${path}.cap`);
  ladder(findings, credits['ladder'], `${path}.ladder`);
  for (const { row, where } of rows(findings, credits['breaches'], `${path}.breaches`, [
    'metric',
    'tier',
    'priority',
    'category',
    'amount',
  ])) {
    decimal(findings, row['amount'], `${where}.amount`);
  }
  for (const { row, where } of rows(findings, credits['rewards'], `${path}.rewards`, [
    'metric',
    'atLeast',
    'percent',
  ])) {
    attainment(findings, row['atLeast'], `${where}.atLeast`);
    decimal(findings, row['percent'], `${where}.percent`);
  }
}

function ladder(findings: Findings, value: unknown, path: string): void {
  const last = new Map<unknown, number>();
  for (const { row, where } of rows(findings, value, path, ['metric', 'below', 'percent'])) {
    attainment(findings, row['below'], `${where}.below`);
    decimal(findings, row['percent'], `${where}.percent`);
    const below = Number(row['below']);
    if (below >= (last.get(row['metric']) ?? Infinity)) findings.wrong(`${where}.below`, 'the ladder does not descend');
    last.set(row['metric'], below);
  }
}

export function findAvailability(
  findings: Findings,
  value: unknown,
  path: string,
  calendar: (id: unknown, path: string) => void,
): void {
  if (value === undefined) return;
  const availability = findings.object(value, path, ['calendar', 'goal', 'per']);
  if (!availability) return;
  calendar(availability['calendar'], `${path}.calendar`);
  const goal = availability['goal'];
  if (typeof goal !== 'number' || !(goal > 0 && goal <= 1))
    findings.wrong(`${path}.goal`, `${shown(goal)} is no share in (0, 1]`);
  findings.oneOf(availability['per'], `${path}.per`, PER);
}
