import { pino, type Logger } from 'pino';

/** Passwords of connection strings and tokens never reach a log. */
const SECRETS = [
  '*.password',
  '*.authorization',
  'req.headers.authorization',
  'req.headers.cookie',
  'connectionString',
  '*.connectionString',
];

/** A pino logger of one process, one JSON line a message, on standard error (standard output is kept for readiness and answers). */
export function createLogger(name: string, level: string = process.env['LOG_LEVEL'] ?? 'info'): Logger {
  return pino(
    { name, level, redact: { paths: SECRETS, censor: '***' }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
}

/** Tells whoever started this process that it is ready: one JSON line on standard output. */
export function announceReady(name: string, details: Readonly<Record<string, unknown>> = {}): void {
  process.stdout.write(JSON.stringify({ ready: name, ...details }) + '\n');
}

export type { Logger };
