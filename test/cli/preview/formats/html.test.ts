import type { Page } from 'playwright-core';
import type { Finding } from '../../../../cli/preview/finding';
import { renderReportPage } from '../../../../cli/preview/formats/html/page';
import { type EnvironmentReport, type Report, reportOf } from '../../../../cli/preview/report';
import { inBrowser, obstacles } from '../../../support/browser';
import { PREVIEW_CHANGES } from '../../../support/preview-changes/all';
import { comparisonOfChange } from '../../../support/preview-changes/comparison';

/** Four pull requests as one, so that every part of a page has something to say. */
const CHANGES = PREVIEW_CHANGES.filter(({ id }) =>
  ['new-edge', 'removed-edge', 'new-exposed-host', 'weaker-mtls'].includes(id),
);

let report: Report;
let text: string;
beforeAll(async () => {
  const edits = CHANGES.flatMap((change) => change.edits);
  const comparisons = ['staging', 'production'].map((environment) =>
    comparisonOfChange({ id: 'all', title: 'Four at once', environment, edits }),
  );
  report = reportOf(comparisons, { today: '2026-11-27', picture: true });
  text = await renderReportPage(report);
}, 120_000);

describe('the page of a report', () => {
  test('is one file that can load nothing from anywhere', () => {
    expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"`);
    const addresses = text.match(/(?:src|href|url|import)\s*[=(]\s*["']?[^"')\s]+/g) ?? [];
    expect(addresses.filter((address) => !address.startsWith('href="#'))).toEqual([]);
  });

  test('is the same to the letter for the same report', async () => {
    expect(await renderReportPage(report)).toBe(text);
  });

  test('shows names and values as they are, and runs none of them', async () => {
    // The last turns what follows it around.
    const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)>\u202e';
    const environments = report.environments.map((one) => ({
      ...one,
      environment: evil,
      before: evil,
      outcome: { ...one.outcome, because: evil },
      findings: one.findings.map((finding) => ({ ...finding, says: evil, subject: evil, details: [evil] })),
      gates: one.gates.map((gate) => ({ ...gate, status: 'shut' as const, subjects: [evil] })),
      change: { ...one.change, approvals: [evil] },
      diff: {
        ...one.diff,
        changed: [
          { id: `v1/ConfigMap ${evil}`, fields: [{ field: evil, steps: [evil], before: evil, after: [evil] }] },
        ],
        moved: [{ id: `v1/ConfigMap ${evil}`, before: evil, after: evil }],
      },
      verdicts: one.verdicts.map((verdict) => ({ ...verdict, rule: evil, resource: evil, messages: [evil] })),
      picture: { ...one.picture!, name: evil, boxes: one.picture!.boxes.map((box) => ({ ...box, name: evil })) },
    }));
    const page = await renderReportPage({ ...report, outcome: { is: 'blocked', because: evil }, environments });
    const scripts = text.match(/<\/?script/g)!.length;
    expect(page.match(/<\/?script/g)).toHaveLength(scripts);
    expect(page.includes('<img')).toBe(false);
    const read = page.replaceAll(/<script type="application\/json">.*?<\/script>/gs, '');
    expect(read.includes('\u202e')).toBe(false);
  });

  test('says that nothing differs where nothing does', async () => {
    const none = { added: [], removed: [], changed: [] };
    const nothing = { ...none, renamed: [], moved: [], edges: none, ends: none, environment: [] };
    const environments = report.environments.map((one) => ({
      ...one,
      findings: [],
      gates: one.gates.map((gate) => ({ ...gate, status: 'open' as const, subjects: [] })),
      checklist: [],
      change: { class: 'standard' as const, because: [], approvals: [], demands: [] },
      diff: { ...one.diff, ...nothing },
      picture: { name: one.environment, boxes: [], arrows: [], left: 0 },
    }));
    const page = await renderReportPage({ ...report, environments });
    const said = page.match(/(?<=<p>)No[^<]+(?=<)/g);
    expect(said).toEqual([
      'Nothing else differs.',
      'Nothing else differs.',
      'Nobody can open a connection to anybody.',
      'Nobody can open a connection to anybody.',
      'Nothing is deployed.',
      'Nothing differs.',
    ]);
  });
});

describe('a report too large to be read whole', () => {
  /** The page with the first of its environments changed. */
  const pageWith = (change: (one: EnvironmentReport) => EnvironmentReport) =>
    renderReportPage({ ...report, environments: report.environments.slice(0, 1).map(change) });

  test('draws what differs alone where a picture would show nothing', async () => {
    const page = await pageWith((one) => {
      const picture = one.picture!;
      const same = picture.arrows.find(({ look }) => look === 'plain')!;
      return {
        ...one,
        picture: { ...picture, arrows: [...picture.arrows, ...Array.from({ length: 301 }, () => same)] },
      };
    });
    expect(page.match(/\d+ connections do not differ, and are left out/)?.[0]).toBe(
      '311 connections do not differ, and are left out',
    );
    expect(page.match(/class="edge \w+"/g)!.every((edge) => /possible/.test(edge))).toBe(true);
  });

  test('leaves even that to the table where it is too much', async () => {
    const page = await pageWith((one) => {
      const picture = one.picture!;
      const possible = picture.arrows.find(({ look }) => look === 'possible')!;
      return { ...one, picture: { ...picture, arrows: Array.from({ length: 301 }, () => possible) } };
    });
    expect(page).toContain('<p>301 differences are more than a picture can show; the table has them all.</p>');
    expect(page.match(/<tr class="possible">/g)).toHaveLength(301);
    expect(page.includes('<svg')).toBe(false);
  });

  test('shows so many fields and no more, and says of how many they are left out', async () => {
    const page = await pageWith((one) => {
      const fields = Array.from({ length: 9_000 }, (_, index) => ({
        field: `data.k${index}`,
        steps: ['data', `k${index}`],
        before: 1,
        after: 2,
      }));
      const changed = ['a', 'b', 'c', 'd'].map((name) => ({ id: `v1/ConfigMap shop/${name}`, fields }));
      const none = { added: [], removed: [], changed: [] };
      return { ...one, diff: { ...one.diff, ...none, changed, edges: none, environment: [] } };
    });
    expect(page.match(/<div class="name">/g)).toHaveLength(4);
    expect(page.match(/<div class="change">/g)).toHaveLength(18_000);
    expect(page).toContain('<p>The fields of 2 more are in the report of --format json.</p>');
  });
});

test('what production would get that nothing has tried is called out', async () => {
  const [staging, production] = report.environments as [EnvironmentReport, EnvironmentReport];
  const untried = { in: 'staging', resources: [{ id: 'v1/ConfigMap shop/a', is: 'added' as const }], fields: [] };
  const page = await renderReportPage({ ...report, environments: [staging, { ...production, untried }] });
  expect(page.match(/<div class="untried">.*?<\/div>/s)?.[0]).toBe(
    '<div class="untried"><p><strong>production would get what staging never had</strong></p>\n<ul><li>ConfigMap shop/a is added</li></ul></div>',
  );
});

test('what is passed by leave is told with whose it is, and until when', async () => {
  const pass = { subjects: ['a → b'], owner: 'payments', reason: 'Partners need it', expires: '2026-12-31' };
  const environments = report.environments.map((one) => ({
    ...one,
    gates: one.gates.map((gate) => (gate.gate === 'identity' ? { ...gate, passed: [pass] } : gate)),
  }));
  const page = await renderReportPage({ ...report, environments });
  expect(page).toContain(
    '<strong>identity</strong> is passed by leave of payments until 2026-12-31: Partners need it <button',
  );
  expect(page).toContain('<ul><li>a → b</li></ul>');
});

inBrowser((open) => {
  /** The texts of what a search left, below a part of the page. */
  async function shown(page: Page, part: string): Promise<string[]> {
    const texts = await page.locator(`#${part} [data-names]:not([hidden])`).allInnerTexts();
    return texts.map((one) => one.replaceAll(/\s+/g, ' ').trim());
  }

  const press = async (page: Page, ...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  test.each(['light', 'dark'] as const)(
    'nothing in it stands in the way of assistive software, %s, folded and unfolded',
    async (colorScheme) => {
      const page = await open(text, { colorScheme });
      expect(await obstacles(page)).toEqual([]);
      await page.getByRole('button', { name: 'Unfold everything' }).click();
      expect(await page.locator('details:not([open])').count()).toBe(0);
      expect(await obstacles(page)).toEqual([]);
    },
    180_000,
  );

  test('asks nobody for anything', async () => {
    const page = await open('<p>nothing yet</p>');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.setContent(text);
    expect(asked).toEqual([]);
  });

  test('what is said of both environments is said once, and of which it is said', async () => {
    const [staging, production] = report.environments as [EnvironmentReport, EnvironmentReport];
    const own: Finding = {
      topic: 'data',
      effect: 'better',
      subject: 'v1/Secret a/b',
      says: 'Kept in production alone',
    };
    const environments = [staging, { ...production, findings: [...production.findings, own] }];
    const page = await open(await renderReportPage({ ...report, environments }));
    const edge = (await shown(page, 'stopped')).filter((line) => /dwcp-worker.*dwcp-api.*8080/.test(line));
    expect(edge).toHaveLength(1);
    expect(edge[0]).toMatch(/ staging production\b/);
    expect(await shown(page, 'blast-radius')).toContain('▼ Kept in production alone production');
  });

  test('draws what differs by colour, by sign and by pattern, and names what is new', async () => {
    const page = await open(text, { colorScheme: 'light' });
    const drawing = page.locator('.drawing', { hasText: 'production' }).locator('figure svg');
    const labels = (look: string) => drawing.locator(`.edge.${look} text`).allTextContents();
    expect(await labels('possible')).toContain('+ 8080/TCP');
    expect(await labels('impossible')).toEqual(['− 6379/TCP']);
    const style = (look: string, property: string) =>
      page.evaluate(
        `getComputedStyle(document.querySelector('.drawing .edge.${look} path')).getPropertyValue('${property}')`,
      );
    expect(await style('possible', 'stroke')).toBe('rgb(180, 35, 24)');
    expect(await style('impossible', 'stroke')).toBe('rgb(6, 118, 71)');
    expect(await style('possible', 'stroke-dasharray')).toBe('none');
    expect(await style('impossible', 'stroke-dasharray')).not.toBe('none');
    expect(await drawing.locator('.node.new').allTextContents()).toEqual([expect.stringContaining('partners')]);
  });

  test('unfolds the drawing of the strictest environment, and no other that differs alike', async () => {
    const page = await open(text);
    const isOpen = await page.locator('.drawing').evaluateAll((all) => all.map((one) => one.hasAttribute('open')));
    expect(isOpen).toEqual([false, true]);
  });

  test('shows how the change is managed, and what of its checklist is left to people', async () => {
    const page = await open(text);
    expect(await page.locator('#change h3').first().textContent()).toMatch(
      /^Normal needs the approval of the Change Adv/,
    );
    const checklist = page.locator('#change details');
    expect(await checklist.locator('summary').textContent()).toMatch(
      /^Checklist of the deployment \d+ of \d+ are left/,
    );
    expect(await checklist.getByRole('img', { name: 'left to people', includeHidden: true }).count()).toBeGreaterThan(
      5,
    );
  });

  test('is worked by the keyboard alone', async () => {
    const page = await open(text);
    await press(page, 'Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the content');
    await press(page, '/');
    await page.keyboard.type('dwcp-redis');
    expect(await page.locator('#q').inputValue()).toBe('dwcp-redis');
    const lines = await shown(page, 'resources');
    expect(lines.length).toBeGreaterThan(0);
    // What was folded is open where something is found, so that it can be read.
    expect(await page.locator('#resources details:visible:not([open])').count()).toBe(0);
    expect(new URL(page.url()).hash).toBe('#q=dwcp-redis');
    await press(page, 'Escape');
    expect((await shown(page, 'resources')).length).toBeGreaterThan(lines.length);
    const box = page.locator('svg .node', { hasText: 'partners' }).last();
    await box.focus();
    await press(page, 'Enter');
    expect(await page.locator('#q').inputValue()).toBe('"partners/partners"');
    expect(await box.getAttribute('aria-pressed')).toBe('true');
    expect((await shown(page, 'stopped')).every((line) => line.includes('partners'))).toBe(true);
  }, 30_000);

  test('an environment is chosen by its name beside what is said of it', async () => {
    const page = await open(text);
    await page.locator('#rules').getByRole('button', { name: 'Find staging' }).first().click();
    for (const line of await shown(page, 'stopped')) expect(line).toContain('staging');
  });

  test('on paper everything is unfolded, and folded again after', async () => {
    const page = await open(text);
    const folded = await page.locator('details:not([open])').count();
    expect(folded).toBeGreaterThan(5);
    await page.evaluate(
      `addEventListener('beforeprint', () => { document.title = String(document.querySelectorAll('details:not([open])').length) })`,
    );
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
    expect(await page.title()).toBe('0');
    expect(await page.locator('details:not([open])').count()).toBe(folded);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.find, #unfold').filter({ visible: true }).count()).toBe(0);
  }, 30_000);

  test('everything is there to read without its script', async () => {
    const page = await open(text, { javaScriptEnabled: false });
    expect(await page.locator('#stopped li').first().isVisible()).toBe(true);
    expect(await page.locator('#resources [data-names]').count()).toBeGreaterThan(10);
  });

  test('a narrow screen scrolls what is wide, and not the page', async () => {
    const page = await open(text, { viewport: { width: 360, height: 640 } });
    await page.locator('#unfold').click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    // What sticks out of a section is cut off.
    const sections = `[...document.querySelectorAll('section')].filter((one) => one.scrollWidth > one.clientWidth)`;
    expect(await page.evaluate(`${sections}.map(({ id }) => id)`)).toEqual([]);
  });
});
