import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, ensureOperatorKey, loadConfig, loadServiceConfig, readOperatorKey } from './index.js';

describe('the configuration', () => {
  it('has a default for everything that can have one', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', eventStore: undefined, database: undefined });
    expect(config.operatorKeyFile).toBe(join(config.home, 'operator.key'));
  });

  it.each(['x', '-1', '70000', '3000.5', '0x10'])('refuses PORT=%s by name', (PORT) => {
    expect(() => loadConfig({ PORT })).toThrow(/PORT is ".*": a port is/);
  });

  it('refuses a connection string of another kind, without repeating it', () => {
    expect(() => loadConfig({ AVENANT_DATABASE: 'mysql://me:secret@x' })).toThrow(ConfigError);
    expect(() => loadConfig({ AVENANT_DATABASE: 'mysql://me:secret@x' })).not.toThrow(/secret/);
  });

  it('names the variable that a process cannot do without', () => {
    expect(() => loadServiceConfig({ AVENANT_DATABASE: 'postgres://x/y' })).toThrow(/AVENANT_EVENTSTORE is not set/);
  });
});

describe('the operator key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'avenant-key-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is made once, for its owner only, also when several start at once', async () => {
    const file = join(folder, 'operator.key');
    const keys = await Promise.all([1, 2, 3, 4].map(() => ensureOperatorKey(file)));
    expect(new Set(keys).size).toBe(1);
    expect(await readOperatorKey(file)).toBe(keys[0]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is refused when the file holds something else', async () => {
    const file = join(folder, 'broken.key');
    writeFileSync(file, 'two words\n');
    await expect(ensureOperatorKey(file)).rejects.toThrow(/holds no key/);
  });
});
