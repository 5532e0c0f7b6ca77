/** What a client is to do; everything it needs to go on after a kill is in its journal. */
export type Task = {
  readonly seed: number;
  /** Its number in the plan. */
  readonly actor: number;
  readonly connectionString: string;
  readonly journal: string;
} & (
  | { readonly role: 'writer'; readonly by: 'port' | 'client' }
  | {
      readonly role: 'subscriber';
      readonly prefixes: readonly string[];
      readonly bulkReader: boolean;
      readonly maxItems: number;
      readonly handleMs: number;
    }
);

/** Settings of the adapter that are short enough for a run of a second. */
export const SHORT = { callMs: 700, withinMs: 8_000, silentMs: 400 } as const;
