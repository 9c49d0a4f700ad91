import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const CATALOGUE = readFileSync(join(ROOT, 'docs', 'default-deny.md'), 'utf8');
const entries = CATALOGUE.split(/^## /m)
  .slice(1)
  .map((entry) => [entry.split('\n', 1)[0]!, entry] as const);

const read = (file: string): string => (existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : '');

test('the catalogue has the breakages that everyone meets', () => {
  expect(entries.length).toBeGreaterThanOrEqual(18);
});

describe.each(entries)('%s', (_, entry) => {
  test('names what handles it, which is exported where it says', () => {
    const line = entry.split('\n').find((text) => text.startsWith('- Handled by'));
    const handlers = [...(line ?? '').matchAll(/`(\w+)` in `([\w./-]+)`/g)];
    expect(handlers.length).toBeGreaterThan(0);
    for (const [, name, file] of handlers) {
      expect(read(file!)).toMatch(new RegExp(`^export (abstract )?(class|function|const|interface) ${name}\\b`, 'm'));
    }
  });

  test('names tests that prove it, which are where it says', () => {
    const proofs = [...entry.matchAll(/^- Proven by `([\w./-]+)`: (.+)$/gm)];
    expect(proofs.length).toBeGreaterThan(0);
    for (const [, file, name] of proofs) expect(read(file!)).toContain(`test('${name}', `);
  });
});
