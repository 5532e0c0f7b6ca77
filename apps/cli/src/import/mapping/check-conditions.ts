import { looksBack } from './conditions.js';
import { type Condition } from './mapping.js';
import { type Reader } from './reader.js';

const TEXTS = ['is', 'not', 'was'] as const;
const TRUTHS = ['present', 'changed'] as const;
const TESTS = [...TEXTS, ...TRUTHS];

type Given = Readonly<Record<string, unknown>>;

/** The conditions of a `where`; none where it is left out. */
export class ConditionReader {
  /** The path of the first condition that looks at the row before. */
  lookingBack: string | undefined;

  constructor(private readonly reader: Reader) {}

  read(value: unknown, path: string): readonly Condition[] {
    if (value === undefined) return [];
    return this.reader.list(value, path, (item, here) => this.condition(item, here));
  }

  private condition(json: unknown, path: string): Condition | undefined {
    const object = this.reader.object(json, path, ['column', ...TESTS]);
    if (!object) return undefined;
    const column = this.reader.text(object['column'], `${path}.column`) ?? '';
    const tests = TESTS.filter((key) => object[key] !== undefined);
    if (tests.length !== 1)
      this.reader.fail(path, `must have exactly one of ${TESTS.map((test) => `"${test}"`).join(', ')}`);
    const condition: Condition = { column, ...this.texts(object, path), ...this.truths(object, path) };
    if (looksBack(condition)) this.lookingBack ??= path;
    return condition;
  }

  private texts(object: Given, path: string): Partial<Record<(typeof TEXTS)[number], readonly string[]>> {
    const given = TEXTS.filter((key) => object[key] !== undefined);
    return Object.fromEntries(given.map((key) => [key, this.textsOf(object[key], `${path}.${key}`)]));
  }

  private truths(object: Given, path: string): Partial<Record<(typeof TRUTHS)[number], boolean>> {
    const given = TRUTHS.filter((key) => object[key] !== undefined);
    return Object.fromEntries(given.map((key) => [key, this.truthOf(object[key], `${path}.${key}`)]));
  }

  private textsOf(given: unknown, path: string): readonly string[] {
    return Array.isArray(given)
      ? this.reader.list(given, path, (item, here) => this.reader.text(item, here, true))
      : [this.reader.text(given, path, true) ?? ''];
  }

  private truthOf(given: unknown, path: string): boolean {
    if (typeof given !== 'boolean') this.reader.fail(path, 'must be true or false');
    return given === true;
  }
}
