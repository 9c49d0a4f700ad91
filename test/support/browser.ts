import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const { stdout } = spawnSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' });
const executablePath = stdout.trim();
if (executablePath === '') console.warn('pages are not opened: there is no chromium here');

/** Opens a page from a file, as who was sent it does. */
type Open = (html: string, options?: BrowserContextOptions & { readonly hash?: string }) => Promise<Page>;

/** Tests of pages in a real browser; where none is installed, they are left out, and that is said. */
export function inBrowser(tests: (open: Open) => void): void {
  (executablePath === '' ? describe.skip : describe)('in a browser', () => {
    let folder: string;
    let browser: Browser;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    }, 60_000);
    afterEach(async () => {
      for (const context of browser.contexts()) await context.close();
    });
    afterAll(async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    });
    tests(async (html, { hash = '', ...options } = {}) => {
      const file = join(folder, 'page.html');
      writeFileSync(file, html);
      const page = await (await browser.newContext(options)).newPage();
      page.on('pageerror', (error) => {
        throw error;
      });
      await page.goto(`${pathToFileURL(file)}${hash}`);
      return page;
    });
  });
}

/** What axe-core finds serious or worse, as `rule: element`: https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md */
export async function obstacles(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { readonly axe: typeof axe }).axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
