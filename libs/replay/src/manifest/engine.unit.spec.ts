import { readFileSync } from 'node:fs';
import { ENGINE } from './engine.js';

it('the engine that manifests name is this package', () => {
  const { name, version } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as {
    name: string;
    version: string;
  };
  expect(ENGINE).toBe(`${name} ${version}`);
});
