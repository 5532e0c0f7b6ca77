import { Load, type Order } from './load.js';

/** The generator, a process of its own: takes an order, says when its measured part begins, answers what it found. */
process.once('message', (order: Order) => {
  new Load(order)
    .run(() => process.send?.('measuring'))
    .then(
      (found) => process.send?.(found, () => process.exit(0)),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        process.exit(1);
      },
    );
});
