/** Why the API cannot listen, in one line, with the way out where there is one. */
export function sayWhyItCannotListen(error: unknown, { port, host }: { port: number; host: string }): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'EADDRINUSE') {
    return `PORT ${port} on ${host} is in use. Choose another: PORT=${port === 65_535 ? 3001 : port + 1} npm start`;
  }
  if (code === 'EACCES')
    return `PORT ${port} needs rights that this process has not. Choose another: PORT=3000 npm start`;
  if (code === 'EADDRNOTAVAIL') return `HOST ${host} is no address of this machine. Try HOST=127.0.0.1 npm start`;
  return `the API cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`;
}
