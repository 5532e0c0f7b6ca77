/** Where an answer differs from what a case expects; only what `expect` holds is compared (cases/README.md). */
export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Lists are compared in length and order, objects in the keys that are expected, all else as it is. */
export function differences(expected: unknown, actual: unknown, path = ''): Difference[] {
  if (Array.isArray(expected)) {
    const items = expected as readonly unknown[];
    if (!Array.isArray(actual) || actual.length !== items.length) return [{ path, expected, actual }];
    return items.flatMap((item, i) => differences(item, (actual as readonly unknown[])[i], `${path}[${i}]`));
  }
  if (typeof expected === 'object' && expected !== null) {
    const there = (typeof actual === 'object' && actual !== null ? actual : {}) as Readonly<Record<string, unknown>>;
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, there[key], path === '' ? key : `${path}.${key}`),
    );
  }
  return Object.is(expected, actual) ? [] : [{ path, expected, actual }];
}
