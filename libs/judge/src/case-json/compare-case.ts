/** Where an answer differs from what a case expects. */
export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Compares an answer with the `expect` of its case: only the keys that it holds, lists in length and order. The wording of
 * errors and of reasons to ignore a fact is free, so of those only the presence and the ids count (cases/README.md).
 */
export function compareCase(expect: unknown, answer: unknown): Difference[] {
  if (!isObject(expect)) return [];
  const there = isObject(answer) ? answer : {};
  if ('error' in expect)
    return 'error' in there ? [] : [{ path: 'error', expected: expect['error'], actual: undefined }];
  const ignored = expect['ignored'];
  const ids = Array.isArray(ignored)
    ? { ignored: ignored.map((each: unknown) => (isObject(each) ? { id: each['id'] } : each)) }
    : {};
  return differences({ ...expect, ...ids }, answer, '');
}

function differences(expected: unknown, actual: unknown, path: string): Difference[] {
  if (Array.isArray(expected)) {
    const items = expected as readonly unknown[];
    if (!Array.isArray(actual) || actual.length !== items.length) return [{ path, expected, actual }];
    return items.flatMap((item, i) => differences(item, (actual as readonly unknown[])[i], `${path}[${i}]`));
  }
  if (isObject(expected)) {
    const there = isObject(actual) ? actual : {};
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, there[key], path === '' ? key : `${path}.${key}`),
    );
  }
  return Object.is(expected, actual) ? [] : [{ path, expected, actual }];
}
