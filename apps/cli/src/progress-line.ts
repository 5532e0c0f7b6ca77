const WIDTH = 30;

/** A bar of one line on a terminal (standard error); nothing elsewhere. */
export function progressOf(terminal: boolean): { show(share: number, text: string): void; clear(): void } {
  if (!terminal) return { show: () => undefined, clear: () => undefined };
  return {
    show(share, text) {
      const done = Math.round(Math.min(1, Math.max(0, share)) * WIDTH);
      process.stderr.write(
        `\r\u001b[2K  ${'█'.repeat(done)}${'░'.repeat(WIDTH - done)} ${Math.floor(share * 100)} %  ${text}`,
      );
    },
    clear() {
      process.stderr.write('\r\u001b[2K');
    },
  };
}
