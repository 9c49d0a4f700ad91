import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Consumer, emptyFolder } from './support/consumer';
import { ROOT, tarball } from './support/packed';

/** A block of code in the README, and the file that the line before it says it is in. */
interface Block {
  readonly language: string;
  readonly code: string;
  readonly file: string | undefined;
}

const [, section = ''] = readFileSync(join(ROOT, 'README.md'), 'utf8').split(/^## In your own repository$/m);
const blocks = blocksOf(section.split(/^## /m)[0]!);

function blocksOf(text: string): readonly Block[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ index, 1: language = '', 2: code = '' }) => {
    const [introduction = ''] = text.slice(0, index).trimEnd().split('\n').slice(-1);
    return { language, code, file: /`([\w-]+(?:\.[\w-]+)+)`/.exec(introduction)?.[1] };
  });
}

let consumer: Consumer;
beforeAll(async () => {
  consumer = emptyFolder();
  await consumer.run('npm', 'init', '--yes');
});
afterAll(() => consumer.remove());

test('the steps of the README work as they stand, in a folder with nothing in it', async () => {
  const printed: string[] = [];
  for (const { language, code, file } of blocks) {
    if (language === 'sh') {
      // Published under this name; here it is the package that was just packed.
      const commands = code.replace('@dwcp/baseline', await tarball());
      printed.push(await consumer.run('bash', '-euc', commands));
    } else {
      if (file === undefined) throw new Error(`the README does not say where this is:\n${code}`);
      writeFileSync(join(consumer.folder, file), code);
    }
  }
  expect(printed.join('\n')).toContain('shop/api');
  expect(existsSync(join(consumer.folder, 'dist', 'qa'))).toBe(true);
});

test('the platform of the README passes every rule', async () => {
  expect(await consumer.run('npx', 'dwcp', 'check', 'qa')).toMatch(/ passed/);
});
