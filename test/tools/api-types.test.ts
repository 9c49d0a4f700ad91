import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiTypes, FOLDER } from '../../tools/api-types/files';

test('constructs/api has the types that constructs/ imports, of the pinned providers; else run `npm run generate`', () => {
  const committed = readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]);
  expect(Object.fromEntries(committed)).toEqual(Object.fromEntries(apiTypes()));
});

test('constructs/api says whose types they are, and leaves promises and Outputs out', () => {
  for (const [name, text] of apiTypes()) {
    expect([name, text]).toEqual([
      name,
      expect.stringMatching(/^\/\/ From @pulumi\/(kubernetes|vault) \d+\.\d+\.\d+ \(Apache-2\.0\)/),
    ]);
    expect([name, text.replace(/\/\*\*.*?\*\//gs, '')]).toEqual([name, expect.not.stringMatching(/pulumi\.|any\b/)]);
  }
});
