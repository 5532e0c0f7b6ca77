/** End-to-end tests start real processes from `dist`, so the build comes first, once. */
import { execFileSync } from 'node:child_process';

export default function buildOnce() {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
