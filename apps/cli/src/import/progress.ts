import { SingleBar } from 'cli-progress';

/** How far an import is. */
export interface Progress {
  /** @param share of all bytes read, 0 to 1 */
  update(share: number, commands: number): void;
  /** A line above the bar. */
  note(line: string): void;
  stop(): void;
}

const STEPS = 1000;

/** A bar on a terminal (standard error) with rate and time left; nothing elsewhere. */
export function progressBar(terminal: boolean, clock: () => number, note: (line: string) => void): Progress {
  if (!terminal) return { update: () => undefined, note, stop: () => undefined };
  const began = clock();
  const bar = new SingleBar({
    format: '  {bar} {percentage} %  {commands} commands  {rate}/s  {left} left',
    hideCursor: true,
    clearOnComplete: false,
    stream: process.stderr,
    fps: 5,
  });
  bar.start(STEPS, 0, { commands: 0, rate: 0, left: '?' });
  return {
    update(share, commands) {
      const seconds = (clock() - began) / 1000;
      const left = share > 0.01 ? formatSeconds((seconds / share) * (1 - share)) : '?';
      bar.update(Math.round(share * STEPS), { commands, rate: Math.round(commands / Math.max(seconds, 0.001)), left });
    },
    note(line) {
      process.stderr.write(`\r\u001b[2K${line}\n`);
    },
    stop: () => bar.stop(),
  };
}

function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
