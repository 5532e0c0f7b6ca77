import { readFileSync } from 'node:fs';
import { said } from './late-ticket.js';

const text = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

describe('the example of the README', () => {
  it('stands there as it is here', () => {
    expect(text('../README.md')).toContain(`\`\`\`ts\n${text('./late-ticket.ts')}\`\`\``);
  });

  it('says what it says it says', () => {
    expect(text('./late-ticket.ts').trimEnd().split('\n').at(-1)).toBe(`// ${said.join()}`);
  });
});
