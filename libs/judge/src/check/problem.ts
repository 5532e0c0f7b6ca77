/** Something that is wrong with a document, and where: `terms.tiers.gold[0].within`. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** A problem, and whether one can judge nevertheless (a goal out of range, a field that is not known). */
interface Finding extends Problem {
  readonly fatal: boolean;
}

/** Gathers all that is wrong with a document, so that an author sees it at once. */
export class Findings {
  private readonly all: Finding[] = [];

  /** What makes judging impossible. */
  fatal(path: string, message: string): void {
    this.all.push({ path, message, fatal: true });
  }

  /** What an author has to mend, though one could judge by it. */
  wrong(path: string, message: string): void {
    this.all.push({ path, message, fatal: false });
  }

  problems(only: 'fatal' | 'all'): Problem[] {
    return this.all.filter(({ fatal }) => fatal || only === 'all').map(({ path, message }) => ({ path, message }));
  }

  /** An object with known fields only; null, and a finding, where it is none. */
  object(value: unknown, path: string, fields: readonly string[] | null): Readonly<Record<string, unknown>> | null {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.fatal(path, `${shown(value)} is no object`);
      return null;
    }
    for (const field of Object.keys(value)) {
      if (fields && !fields.includes(field)) this.wrong(`${path}.${field}`, 'is no known field');
    }
    return value as Readonly<Record<string, unknown>>;
  }

  /** A list; empty, and a finding, where it is none. `undefined` is an empty list where it may be left out. */
  list(value: unknown, path: string, needed: 'needed' | 'optional' = 'needed'): readonly unknown[] {
    if (Array.isArray(value)) return value as readonly unknown[];
    if (value !== undefined || needed === 'needed') this.fatal(path, `${shown(value)} is no list`);
    return [];
  }

  text(value: unknown, path: string): value is string {
    if (typeof value === 'string' && value.length > 0 && value.length <= 200) return true;
    this.fatal(path, `${shown(value)} is no text of 1 to 200 characters`);
    return false;
  }

  oneOf(value: unknown, path: string, words: readonly string[]): void {
    if (typeof value !== 'string' || !words.includes(value))
      this.fatal(path, `${shown(value)} is none of ${words.join(', ')}`);
  }
}

/** A value as a message shows it: short, whatever it is. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
