import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './servers/command';

/** Where nobody has made any image yet. */
const CACHE = mkdtempSync(join(tmpdir(), 'dwcp-images-'));
afterAll(() => rmSync(CACHE, { recursive: true, force: true }));

/** Another process, as another worker of jest is, that makes an image of a layer that others have too. */
const PROGRAM = join(CACHE, 'program.ts');
writeFileSync(
  PROGRAM,
  `import { writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { buildImage } from '${join(__dirname, 'live', 'cluster', 'images')}';

const [, , name, late] = process.argv;
const fill = async (root: string) => {
  writeFileSync(root + '/file', Buffer.alloc(200_000_000, 'x'));
  await setTimeout(Number(late));
};
buildImage({ name: name!, layers: [{ key: 'shared', fill }], entrypoint: ['/file'] }).then(
  ({ archive }) => console.log(archive),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
`,
);

test('images that share a layer are made by several processes at once', async () => {
  const env = { DWCP_CACHE: CACHE };
  const names = ['one', 'two', 'three', 'four', 'five', 'six'];
  // Each has its layer while those before it pack theirs into an image.
  const make = (name: string, i: number) =>
    run(process.execPath, ['--import', 'tsx', PROGRAM, name, String(300 * i)], { env });
  const archives = await Promise.all(names.map(make));
  for (const archive of archives) {
    const listed = await run('tar', ['-tvf', archive.trim()]);
    expect(listed).toMatch(/^-.* 2000\d{5} .* blobs\/sha256\/[0-9a-f]{64}$/m);
    expect(listed).not.toMatch(/^[lh]/m);
    expect(readFileSync(`${archive.trim()}.reference`, 'utf8')).toMatch(/@sha256:[0-9a-f]{64}$/);
  }
});
