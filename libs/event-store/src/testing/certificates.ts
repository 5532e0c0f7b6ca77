import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate authority of one test, and what it vouches for: a server on 127.0.0.1. */
export class TestCertificates {
  private constructor(private readonly folder: string) {}

  /** Whether this machine has what makes them. */
  static get possible(): boolean {
    try {
      execFileSync('openssl', ['version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  }

  static make(): TestCertificates {
    const made = new TestCertificates(mkdtempSync(join(tmpdir(), 'avenant-tls-')));
    made.authority('ca');
    made.authority('stranger');
    made.openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=node', '-keyout', 'key.pem', '-out', 'node.csr');
    const names = ['-copy_extensions', 'copyall', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-days', '2'];
    made.openssl(
      'req',
      '-x509',
      '-in',
      'node.csr',
      '-key',
      'key.pem',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
      ...names,
      '-out',
      'cert.pem',
    );
    return made;
  }

  /** For `tlsCAFile`. */
  get authorityFile(): string {
    return join(this.folder, 'ca.pem');
  }

  /** Of an authority that vouches for nothing here. */
  get strangersFile(): string {
    return join(this.folder, 'stranger.pem');
  }

  get server(): { readonly cert: Buffer; readonly key: Buffer } {
    return { cert: readFileSync(join(this.folder, 'cert.pem')), key: readFileSync(join(this.folder, 'key.pem')) };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private authority(name: string): void {
    const files = ['-keyout', `${name}.key`, '-out', `${name}.pem`];
    this.openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`, ...files);
  }

  private openssl(...args: string[]): void {
    execFileSync('openssl', args, { cwd: this.folder, stdio: 'pipe' });
  }
}
