import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const FOLDERS = ['constructs', 'policies', 'cli', 'stacks', 'examples', 'test'];

/** Every row of the table of rooms. */
const rooms = [
  ...readFileSync(join(ROOT, 'docs', 'architecture.md'), 'utf8').matchAll(/^\| (?!a new|-)(.+) \|$/gm),
].map(([, row]) => {
  const [what = '', lives = '', like = '', named = '', tested = ''] = row!.split(' | ').map((cell) => cell.trim());
  return { what, lives: unquoted(lives), like: unquoted(like), named: unquoted(named), tested };
});

function unquoted(cell: string): string {
  return cell.replaceAll('`', '');
}

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.includes('node_modules'))
    .map((file) => join(folder, file)),
);

test('a stranger is told where each thing lives that the house is made of', () => {
  const known = ['rule', 'peer', 'construct', 'grant', 'subcommand', 'output format', 'operator', 'fact'];
  expect(rooms.map(({ what }) => what)).toEqual(expect.arrayContaining(known));
});

describe.each(rooms)('a new $what', ({ lives, like, named, tested }) => {
  const room = new RegExp(`^${lives.replaceAll(/[.\\]/g, '\\$&').replaceAll(/<\w[\w ]*>/g, '[\\w-]+')}$`);

  test('lives where others of it do', () => {
    expect(files.filter((file) => room.test(file))).toContain(like);
  });

  test('is named where its like is named', () => {
    const name = basename(like)
      .replace(/^(command|package)\..*$/, basename(join(like, '..')))
      .replace(/\.ts$/, '');
    expect(readFileSync(join(ROOT, named), 'utf8')).toContain(name);
  });

  test('is tested where its like is tested', () => {
    const [, file] = /^`(.+)`$/.exec(tested) ?? [];
    if (file !== undefined) expect(existsSync(join(ROOT, file))).toBe(true);
  });
});
