import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { claimsPages } from '../../tools/claims-page/markdown';
import { PROVEN } from '../claims/proven';
import { UNPROVEN } from '../claims/unproven';
import { ROOT } from '../support/reference';

test.each([...claimsPages()].map(([file, text]) => [basename(file), file, text]))(
  '%s is what the lists say: npm run generate',
  (_, file, text) => {
    expect(readFileSync(file, 'utf8')).toBe(text);
  },
);

test('each statement stands where it is said to, and once', () => {
  const all = [...PROVEN, ...UNPROVEN];
  expect(all.flatMap(({ where }) => where).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  expect(all.filter(({ where }) => where.length === 0)).toEqual([]);
  expect(new Set(all.map(({ statement }) => statement)).size).toBe(all.length);
});

test.each(PROVEN.map((claim) => [claim.statement, claim] as const))(
  'a test shows that %s',
  (_, { test: { file, title } }) => {
    const said = readFileSync(join(ROOT, 'test', 'e2e', file), 'utf8');
    expect(said.split('\n').filter((line) => line.includes(title) && !line.trim().startsWith('//'))).not.toEqual([]);
  },
);
