import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameIn, placeAt, placesIn } from '../../../cli/remarks/source';

const PLATFORM = `import { Postgres, SecureNamespace } from '@dwcp/baseline';
const shop = new SecureNamespace(environment, 'shop');
const orders = new Postgres(shop, "orders", {});
const api = new WebService(shop, 'orders-api', {});
`;

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'dwcp-source-')));
  mkdirSync(join(root, 'services', 'shop'), { recursive: true });
  writeFileSync(join(root, '.git'), 'gitdir: elsewhere');
  writeFileSync(join(root, 'services', 'shop', 'platform.ts'), PLATFORM);
});
afterEach(() => rmSync(root, { recursive: true }));

test.each([
  ['apps/v1/Deployment shop/orders-api', 4],
  ['shop/orders-api → shop/orders-pooler', 4],
  ['postgresql.cnpg.io/v1/Pooler shop/orders-pooler', 3],
  ['v1/Namespace shop', 2],
  ['vault:index/mount:Mount database-live', 1],
  ['plan', 1],
])('%s is shown where its name, or what it is called after, is first in quotes', (subject, line) => {
  const placeOf = placesIn(join(root, 'services', 'shop', 'platform.ts'));
  expect(placeOf(nameIn(subject))).toEqual({ file: 'services/shop/platform.ts', line });
});

test('a place in a manifest is named from the root of the repository, wherever the command runs', () => {
  expect(placeAt('platform.ts:3', join(root, 'services', 'shop'))).toEqual({
    file: 'services/shop/platform.ts',
    line: 3,
  });
  expect(placeAt('standard input:7', root)).toEqual({ file: 'standard input', line: 7 });
});
