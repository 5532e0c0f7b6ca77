import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The ids PostgreSQL runs under; undefined: as ourselves. PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const USER = 'postgres';

/** Run by root and there is no user that PostgreSQL could run as. */
export class NoPostgresAccountError extends Error {
  constructor(options?: ErrorOptions) {
    super(
      `PostgreSQL cannot run as root, there is no user "${USER}", and it could not be created: ` +
        `run as another user, or "useradd --system ${USER}", or set AVENANT_DATABASE=postgres://...`,
      options,
    );
    this.name = 'NoPostgresAccountError';
  }
}

/** The account for the server: ourselves, or, as root, the system's user `postgres`, created when it is missing. */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const known = await lookUp().catch(() => undefined);
  if (known) return known;
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', USER]);
    return await lookUp();
  } catch (cause) {
    throw new NoPostgresAccountError({ cause });
  }
}

async function lookUp(): Promise<Account> {
  const [uid, gid] = await Promise.all([run('id', ['-u', USER]), run('id', ['-g', USER])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
