/** Repeats a step that answers whether there is more, until there is not, or until told to end. */
export async function untilDone(step: () => Promise<boolean>, ended: () => boolean = () => false): Promise<void> {
  while (!ended() && (await step()));
}
