import { Journal, readJournal } from './journal.js';
import { subscriber } from './subscriber.js';
import type { Task } from './task.js';
import { writer } from './writer.js';

/** Does a task, or goes on with it, until told to stop. */
export async function perform(task: Task, stop: AbortSignal): Promise<void> {
  const past = readJournal(task.journal);
  const journal = new Journal(task.journal, Date.now);
  try {
    await (task.role === 'writer' ? writer(task, past, journal, stop) : subscriber(task, past, journal, stop));
  } finally {
    journal.close();
  }
}
