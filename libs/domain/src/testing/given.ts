import type { Recorded } from '../event.js';

/** What a decider is, for its spec: plain functions. */
interface Decider<Command, State, Event, Context> {
  readonly initial: State;
  readonly evolve: (state: State, event: Recorded<Event>) => State;
  readonly decide: (command: Command, state: State, context: Context) => readonly Event[];
}

/** Events as if recorded one after the other in one stream, positions ten apart. */
export const recorded = <E extends object>(events: readonly E[]): readonly Recorded<E>[] =>
  events.map((event, i) => ({ ...event, id: `e${i}`, revision: i, position: i * 10 }));

/** `given([...]).when(command).then([...])`: a spec that reads as a sentence. */
export function specOf<Command, State, Event extends object, Context>(
  { initial, evolve, decide }: Decider<Command, State, Event, Context>,
  context: Context,
) {
  return (events: readonly Event[]) => {
    const state = recorded(events).reduce(evolve, initial);
    return {
      state,
      when: (command: Command, more: Partial<Context> = {}) => {
        const run = () => decide(command, state, { ...context, ...more });
        return {
          then: (expected: readonly Event[]) => expect(run()).toEqual(expected),
          thenRefused: (rejection: { kind: string; message?: RegExp; path?: string }) => expectRefusal(run, rejection),
        };
      },
    };
  };
}

function expectRefusal(run: () => unknown, { kind, message, path }: { kind: string; message?: RegExp; path?: string }) {
  const refusal = refusalOf(run);
  expect(refusal).toMatchObject({ name: 'Rejection', kind });
  if (message !== undefined) expect(refusal.message).toMatch(message);
  if (path !== undefined) expect(refusal.problems.map((problem) => problem.path)).toContain(path);
}

interface Refusal {
  readonly name: string;
  readonly message: string;
  readonly problems: readonly { readonly path: string }[];
}

function refusalOf(run: () => unknown): Refusal {
  try {
    return { name: 'nothing refused', message: JSON.stringify(run()), problems: [] };
  } catch (error) {
    return error as Refusal;
  }
}
