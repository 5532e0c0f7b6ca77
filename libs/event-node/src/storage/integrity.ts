import { frameEnd } from '../wire/recorded-event.js';
import { readUint53 } from './keys.js';
import { asBuffer, blockEnd, type Block } from './log.js';
import { decodeRun } from './stream-index.js';
import type { Store } from './store.js';

/** The data contradict themselves. */
export class TornDataError extends Error {
  override readonly name = 'TornDataError';
}

/** First byte of every message in the log: ReadResp.event. */
const EVENT_TAG = 0x0a;

/**
 * Checks what can be checked at once: the last block is whole.
 *
 * @throws TornDataError
 */
export function checkEnd(store: Store): void {
  const last = store.log.last();
  if (last) checkBlock(last);
}

/**
 * Reads everything: every block is whole, none overlaps another, every run of the index points into one.
 *
 * @throws TornDataError, or LMDB's error for a page that is none
 */
export function checkAll(store: Store): void {
  const { log, runs, names } = store.database;
  let end = 0;
  for (const { key, value } of log.getRange({})) {
    const block = { start: readUint53(asBuffer(key), 0), bytes: asBuffer(value) };
    if (block.start < end) throw new TornDataError(`the block at ${block.start} begins before ${end}`);
    checkBlock(block);
    end = blockEnd(block);
  }
  for (const { key, value } of runs.getRange({})) {
    const run = decodeRun(key, value);
    if (run.position >= end || run.block > run.position) throw new TornDataError(`no event lies at ${run.position}`);
  }
  for (const key of names.getKeys({})) if (!key.length) throw new TornDataError('a stream without a name');
}

function checkBlock(block: Block): void {
  const { bytes, start } = block;
  let at = 0;
  while (at < bytes.length) {
    const whole = at + 6 <= bytes.length && bytes[at] === 0 && bytes[at + 5] === EVENT_TAG;
    if (!whole || frameEnd(bytes, at) > bytes.length) throw new TornDataError(`no event begins at ${start + at}`);
    at = frameEnd(bytes, at);
  }
}
