/** A table for people: texts to the left, numbers to the right, two blanks between the columns. */
export function table(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  indent = '  ',
): readonly string[] {
  const cells = [header, ...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? count(cell) : cell)))];
  const numeric = header.map((_, column) => rows.length > 0 && rows.every((row) => looksNumeric(row[column])));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  return cells.map((row) =>
    (
      indent +
      row
        .map((cell, column) =>
          numeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
    ).trimEnd(),
  );
}

const looksNumeric = (cell: string | number | undefined): boolean =>
  typeof cell === 'number' || /^(-|[\d.,]+ %)$/.test(cell ?? '');

/** 12345 as `12,345`. */
export const count = (value: number): string => value.toLocaleString('en-US');

/** 0.98765 as `98.8 %`; null as `-`. */
export const percent = (value: number | null, digits = 1): string =>
  value === null ? '-' : `${(value * 100).toFixed(digits)} %`;
