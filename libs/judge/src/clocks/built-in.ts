import { type Fired } from './triggers.js';

/** How a fact ends a clock: a stop in its sense, or cut off by resolving. */
export type Ending = 'stop' | 'resolved' | null;

const byResponseOrResolving = (fired: Fired): Ending =>
  fired.includes('response') || fired.includes('resolved') ? 'stop' : null;

/** How the built-in metrics end (spec/judge.md, Metrics and their clocks). */
const endings: { readonly [metric: string]: (fired: Fired) => Ending } = {
  'first-response': byResponseOrResolving,
  'next-response': byResponseOrResolving,
  update: (fired) => (fired.includes('response') ? 'stop' : fired.includes('resolved') ? 'resolved' : null),
  resolution: (fired) => (fired.includes('resolved') ? 'stop' : null),
};

export const isBuiltIn = (metric: string): boolean => Object.hasOwn(endings, metric);

export const builtInEnding = (metric: string, fired: Fired): Ending => endings[metric]?.(fired) ?? null;
