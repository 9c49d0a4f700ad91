import { readFileSync } from 'node:fs';
import { COMMENT_SCRIPT, commentScript } from '../../tools/comment-script/bundle';

test('the program of the comment action is what cli/comment says; npm run generate writes it', () => {
  expect(readFileSync(COMMENT_SCRIPT, 'utf8')).toBe(commentScript());
});

test('it needs nothing but Node.js', () => {
  const needs = [...commentScript().matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
  expect(needs.length).toBeGreaterThan(0);
  expect(needs.filter((name) => !name!.startsWith('node:'))).toEqual([]);
});
