import { type Constant } from './mapping.js';

/** Reads values out of plain JSON and notes, with its path, each that breaks a rule. */
export class Reader {
  readonly problems: string[] = [];

  fail(path: string, message: string): void {
    this.problems.push(`${path === '' ? 'the file' : path} ${message}`);
  }

  /** @param keys those allowed; any, when left out */
  object(value: unknown, path: string, keys?: readonly string[]): Readonly<Record<string, unknown>> | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.fail(path, 'must be a JSON object');
      return undefined;
    }
    for (const key of Object.keys(value)) {
      if (keys && !keys.includes(key))
        this.fail(path === '' ? key : `${path}.${key}`, `is not a known key (known: ${keys.join(', ')})`);
    }
    return value as Record<string, unknown>;
  }

  text(value: unknown, path: string, mayBeEmpty = false): string | undefined {
    if (typeof value === 'string' && (mayBeEmpty || value !== '')) return value;
    this.fail(path, 'must be a text');
    return undefined;
  }

  constant(value: unknown, path: string): Constant | undefined {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    this.fail(path, 'must be a text, a number, true or false');
    return undefined;
  }

  list<Item>(value: unknown, path: string, read: (item: unknown, path: string) => Item | undefined): readonly Item[] {
    if (!Array.isArray(value)) {
      this.fail(path, 'must be a list');
      return [];
    }
    return value.flatMap((item: unknown, index) => read(item, `${path}[${index}]`) ?? []);
  }
}
