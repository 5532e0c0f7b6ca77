/** One line of CSV (RFC 4180), from the fields of an item in the order of the columns. Null is an empty cell. */
export function csvLine(columns: readonly string[], item: object): string {
  const fields = item as Readonly<Record<string, unknown>>;
  return `${columns.map((column) => cell(fields[column])).join(',')}\r\n`;
}

export const csvHeader = (columns: readonly string[]): string => `${columns.map(cell).join(',')}\r\n`;

function cell(value: unknown): string {
  const text = textOf(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lists of ids are written with blanks between, anything deeper as JSON. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(' ');
  return JSON.stringify(value);
}
