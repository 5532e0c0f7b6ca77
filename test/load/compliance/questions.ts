import { GROUPS, type Group } from '#read-models';

/** Groups that the bar names for an answer within 100 ms. */
export const NAMED: readonly Group[] = ['agreement', 'tier', 'priority', 'metric', 'month'];

/** By each group, and by any two of them in either order: it is that of the answer too. */
export const GROUPINGS: readonly (readonly Group[])[] = [
  ...GROUPS.map((group) => [group]),
  ...GROUPS.flatMap((one) => GROUPS.filter((other) => other !== one).map((other) => [one, other])),
];

/** What a grouping is held against. */
export type Kind = 'named' | 'one' | 'two';

export const kindOf = (groups: readonly Group[]): Kind => {
  const [first] = groups;
  if (groups.length > 1) return 'two';
  return first !== undefined && NAMED.includes(first) ? 'named' : 'one';
};
