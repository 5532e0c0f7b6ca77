import type { Entry } from '../actors/journal.js';
import type { Logged, Violation } from './violation.js';

type Offered = Extract<Entry, { readonly kind: 'offered' }>;
type Written = Extract<Entry, { readonly kind: 'written' }>;

/**
 * What a writer was told against what is in the log: written is there, whole, once, where it was said to be; refused is not
 * there; what was never answered is there whole or not at all. What was answered before another append was offered lies before it.
 */
export function checkWriter(journal: readonly Entry[], log: readonly Logged[]): readonly Violation[] {
  const byId = new Map<string, Logged[]>();
  for (const event of log) byId.set(event.id, [...(byId.get(event.id) ?? []), event]);
  const offers = new Map<number, Offered>();
  const answers = new Map<number, Entry['kind']>();
  const violations: Violation[] = [];
  for (const entry of journal) {
    if (entry.kind === 'offered') offers.set(entry.n, entry);
    if (entry.kind !== 'written' && entry.kind !== 'refused' && entry.kind !== 'open') continue;
    answers.set(entry.n, entry.kind);
    const offer = offers.get(entry.n);
    if (offer !== undefined && entry.kind === 'written') violations.push(...placed(offer, entry, byId));
  }
  for (const offer of offers.values()) violations.push(...whole(offer, answers.get(offer.n), byId));
  return [...violations, ...inOrder(journal)];
}

/** Ids that somebody offered: the log may hold no others. */
export function offeredIds(journal: readonly Entry[]): readonly string[] {
  return journal.flatMap((entry) => (entry.kind === 'offered' ? entry.ids : []));
}

type ById = ReadonlyMap<string, readonly Logged[]>;

function whole(offer: Offered, answer: Entry['kind'] | undefined, byId: ById): readonly Violation[] {
  const found = offer.ids.flatMap((id) => byId.get(id) ?? []);
  const of = `append ${offer.n} of ${offer.ids.length} to ${offer.stream} (${offer.by}, expected ${offer.expected})`;
  const wrong = (what: string) => [{ what: `${of} ${what}`, t: offer.t }];
  if (answer === 'refused') return found.length > 0 ? wrong(`was refused, and ${found.length} are in the log`) : [];
  if (found.length === 0) return answer === 'written' ? wrong('was acknowledged and is not in the log') : [];
  if (found.length !== offer.ids.length) return wrong(`is partly there: ${found.length} events`);
  const first = found[0]?.revision ?? 0;
  if (!found.every(({ stream, revision }, i) => stream === offer.stream && revision === first + i))
    return wrong(`does not lie together: ${found.map(({ stream, revision }) => `${stream}@${revision}`).join(', ')}`);
  const expected = offer.expected === 'none' ? 0 : offer.expected === 'any' ? first : offer.expected + 1;
  return first === expected ? [] : wrong(`begins at revision ${first}`);
}

function placed(offer: Offered, { revision, position, t }: Written, byId: ById): readonly Violation[] {
  const last = byId.get(offer.ids.at(-1) ?? '')?.[0];
  if (last === undefined || (last.revision === revision && last.position === position)) return [];
  const said = `${offer.stream}@${revision} at ${position}`;
  return [
    { what: `append ${offer.n} was said to end with ${said}, it ends with @${last.revision} at ${last.position}`, t },
  ];
}

function inOrder(journal: readonly Entry[]): readonly Violation[] {
  const before = new Map<number, number>();
  let highest = -1;
  return journal.flatMap((entry) => {
    if (entry.kind === 'offered') before.set(entry.n, Math.min(before.get(entry.n) ?? Infinity, highest));
    if (entry.kind !== 'written') return [];
    const { n, position, t } = entry;
    const least = before.get(n) ?? -1;
    highest = Math.max(highest, position);
    if (position > least) return [];
    return [
      { what: `append ${n} lies at ${position}, before one at ${least} that was acknowledged when it was offered`, t },
    ];
  });
}
