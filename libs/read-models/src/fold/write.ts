import { writeCases } from '../cases/store.js';
import { clearCaseLetters, writeCaseLetters } from '../checkpoints/dead-letters.js';
import { writeCompliance } from '../compliance/write.js';
import { writeUndone } from '../known/store.js';
import { writeDurations, writeRatings } from '../sql/counters.js';
import type { Queryable } from '../sql/queryable.js';
import { writeVerdicts } from '../verdicts/store.js';
import type { Difference } from './difference.js';

/** Moves the tables by a difference, counters in key order. Runs inside the caller's transaction. */
export async function writeDifference(db: Queryable, moved: Difference): Promise<void> {
  await writeCases(db, moved.cases);
  await writeVerdicts(db, moved.put, moved.gone);
  await writeUndone(db, moved.undone);
  await writeCompliance(db, moved.compliance.sorted());
  await writeDurations(db, moved.durations.sorted());
  await writeRatings(db, moved.ratings.sorted());
  await clearCaseLetters(db, moved.mended);
  await writeCaseLetters(db, moved.troubled);
}
