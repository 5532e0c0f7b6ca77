/**
 * Whose rows a reader may see. Every query over rows of customers takes one and adds it to its predicate, so that
 * nothing of another customer is read, counted in a sum or guessed from a page.
 */
export type Scope = { readonly kind: 'all' } | { readonly kind: 'customers'; readonly customers: readonly string[] };

/** A reader without a limit. */
export const EVERYONE: Scope = { kind: 'all' };
