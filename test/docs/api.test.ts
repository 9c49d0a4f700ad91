import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiMarkdown } from '../../tools/api-docs/markdown';
import { surface } from '../../tools/api-docs/surface';
import { undocumented } from '../../tools/api-docs/undocumented';

const entries = surface();

test('docs/api.md is the public surface as it is; read the change, then run `npm run generate`', () => {
  const committed = readFileSync(join(__dirname, '..', '..', 'docs', 'api.md'), 'utf8');
  expect(apiMarkdown(entries)).toBe(committed);
});

test('every public name and member says what it is, and every optional one what happens without it', () => {
  expect(undocumented(entries)).toEqual([]);
});
