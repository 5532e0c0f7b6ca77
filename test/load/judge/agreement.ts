/** How often a yardstick says the same as the judge. Where it does not, what it measures is something else. */
export interface Agreement {
  readonly compared: number;
  readonly same: number;
}

/** @param every compares one of so many, evenly spread: a slow yardstick need not answer all of them */
export function agreement<Item>(
  items: readonly Item[],
  every: number,
  ours: (item: Item) => unknown,
  theirs: (item: Item) => unknown,
): Agreement {
  const compared = items.filter((_, i) => i % every === 0);
  const same = compared.filter((item) => Object.is(ours(item), theirs(item)));
  return { compared: compared.length, same: same.length };
}
