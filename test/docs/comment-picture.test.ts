import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bodyOf } from '../../cli/comment/body';
import { commentPicture } from '../../tools/comment-picture/svg';

const ROOT = join(__dirname, '..', '..');
const PICTURE = join(ROOT, 'docs', 'images', 'comment.svg');

/** The comment of a pull request with one more edge, as `dwcp comment` writes it. */
function comment(): string {
  const run = 'https://github.com/example/shop/actions/runs/42';
  const origin = {
    commit: '1a2b3c4d5e6f708192a3b4c5d6e7f80912345678',
    run,
    artifacts: `${run}#artifacts`,
    stranger: false,
  };
  return bodyOf(
    readFileSync(join(ROOT, 'test', 'golden', 'preview', 'new-edge.md'), 'utf8'),
    { room: 65_536, origin },
    'preview',
  );
}

test('the picture in the README is the comment that is written now; npm run golden draws it', () => {
  const picture = commentPicture(comment(), 'github-actions[bot]');
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(PICTURE, picture);
  expect(readFileSync(PICTURE, 'utf8')).toBe(picture);
});
