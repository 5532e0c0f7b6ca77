import type { FieldDef, QueryArrayResult } from 'pg';

/** A query of a document, and what the document says it answers. */
export interface Example {
  readonly sql: string;
  readonly answer: string;
}

/** Every block of SQL in a document that is followed by a block of text. */
export function examplesIn(markdown: string): readonly Example[] {
  const blocks = markdown.matchAll(/```sql\n([^`]*?)```\s*```text\n([^`]*?)```/g);
  return [...blocks].map(([, sql = '', answer = '']) => ({ sql, answer }));
}

/** Types whose values psql writes to the right: numbers. */
const NUMBERS = new Set([20, 21, 23, 700, 701, 1700]);

/** Rows as psql shows them, blanks at the end of lines left out; null is nothing. */
export function psqlTable({ fields, rows }: QueryArrayResult<(string | null)[]>): string {
  const cells = rows.map((row) => row.map((value) => value ?? ''));
  const widths = fields.map(({ name }, i) => Math.max(name.length, ...cells.map((row) => (row[i] ?? '').length)));
  const line = (values: readonly string[], pad: (value: string, i: number) => string): string =>
    ` ${values.map(pad).join(' | ')}`.trimEnd();
  const centred = (name: string, i: number): string => {
    const space = (widths[i] ?? 0) - name.length;
    return ' '.repeat(Math.floor(space / 2)) + name + ' '.repeat(Math.ceil(space / 2));
  };
  return [
    line(
      fields.map(({ name }) => name),
      centred,
    ),
    widths.map((width) => '-'.repeat(width + 2)).join('+'),
    ...cells.map((row) => line(row, (value, i) => aligned(value, widths[i] ?? 0, fields[i]))),
    `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`,
    '',
  ].join('\n');
}

const aligned = (value: string, width: number, field: FieldDef | undefined): string =>
  NUMBERS.has(field?.dataTypeID ?? 0) ? value.padStart(width) : value.padEnd(width);
