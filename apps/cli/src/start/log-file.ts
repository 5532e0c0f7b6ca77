import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const LARGE = 10 * 1024 * 1024;

/** Makes the folder of the log files and moves one that has grown large to `<file>.1`. */
export async function prepareLogFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LARGE) await rename(file, `${file}.1`);
}

/** A log file of which this process writes the lines. */
export function openLogFile(file: string): { readonly write: (line: string) => void; readonly close: () => void } {
  const descriptor = openSync(file, 'a', 0o600);
  let open = true;
  return {
    write: (line) => {
      if (open) writeSync(descriptor, line + '\n');
    },
    close: () => {
      if (open) closeSync(descriptor);
      open = false;
    },
  };
}
