import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FILE, policiesPage } from '../../tools/policies-page/markdown';

test('docs/policies.md says what the rules say; npm run generate writes it', () => {
  expect(readFileSync(join(__dirname, '..', '..', FILE), 'utf8')).toBe(policiesPage());
});
