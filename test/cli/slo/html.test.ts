import { standingOf } from '../../../cli/slo/budgets';
import { htmlOf } from '../../../cli/slo/html';
import type { Report } from '../../../cli/slo/report';
import { inBrowser, obstacles } from '../../support/browser';

const AT = Date.parse('2026-11-20T00:00:00Z');
const OF = { namespace: 'shop', indicator: 'failures', objective: 'availability', budget: 0.0005 } as const;

/** Of one service a quarter of the budget is left, of one none and a half more is gone, of one nobody knows. */
const REPORT: Report = {
  ...{ environment: 'production', prometheus: 'https://prometheus.example.com', at: '2026-11-20T00:00:00Z' },
  windowDays: 30,
  objectives: [
    standingOf({ ...OF, service: 'api' }, { window: 0.000375, hour: 0.001, day: 0.0005 }, AT),
    standingOf({ ...OF, service: 'web' }, { window: 0.00075, hour: 0, day: 0 }, AT),
    standingOf({ ...OF, service: 'new' }, {}, AT),
  ],
  month: {
    ...{ name: '2026-11', isOver: false, promisedPercent: 99.9 },
    services: [
      {
        ...{ namespace: 'shop', service: 'api', availabilityPercent: 99.75, knownPercent: 100, creditPercent: 20 },
        outcome: 'missed',
      },
    ],
  },
};

test('the page is one file that can load nothing, and says what the other formats say', () => {
  const text = htmlOf(REPORT);
  expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"`);
  expect(text.match(/(?:src|href|url|import)\s*[=(]\s*["']?[^"')\s]+/g)).toEqual(['href="#main']);
  expect(text).toContain('<p>At 2026-11-20T00:00:00Z, by https://prometheus.example.com: the last 30 days</p>');
  expect(text).toContain('<h2>The agreement with customers, 2026-11, as far as it has passed</h2>');
  expect(htmlOf(REPORT)).toBe(text);
});

test('what a Prometheus is called is shown as it is, and runs nothing', () => {
  const text = htmlOf({ ...REPORT, prometheus: '</p><script>alert(1)</script>' });
  expect(text.match(/<\/?script/g)).toHaveLength(2);
});

inBrowser((open) => {
  test('each budget is drawn as wide as what is left of it, and in another colour by what is gone beyond', async () => {
    const page = await open(htmlOf(REPORT));
    const bars = await page.locator('svg.bar').evaluateAll((drawings) =>
      drawings.map((drawing) => {
        const [all, part] = [...drawing.querySelectorAll('rect')].map((rect) => rect.getBoundingClientRect().width);
        const row = drawing.closest('tr')!;
        const { fill } = drawing.ownerDocument.defaultView!.getComputedStyle(drawing.querySelector('rect + rect')!);
        return [row.cells[1]!.textContent, Math.round((100 * part!) / all!), fill];
      }),
    );
    const [good, wrong] = ['rgb(6, 118, 71)', 'rgb(180, 35, 24)'];
    expect(bars).toEqual([
      ['shop/api', 25, good],
      ['shop/web', 50, wrong],
      ['shop/new', 0, good],
      ['shop/api', 20, wrong],
    ]);
    const rows = await page.locator('tbody tr').allTextContents();
    expect(rows).toEqual([
      'keptshop/apiavailability99.95 %99.9625 %25 %21until 2026-11-23T18:00:00Z',
      'missedshop/webavailability99.95 %99.925 %-50 %00it is gone',
      'unknownshop/newavailability99.95 %?????',
      'missedshop/api99.75 %99.9 %20 %100 % of its hours',
    ]);
  }, 90_000);

  test('a search shows the services that it is for', async () => {
    const page = await open(htmlOf(REPORT), { hash: '#q=web' });
    expect(await page.locator('tbody tr:visible').count()).toBe(1);
    expect(await page.locator('#found').textContent()).toBe('1 of 4');
  }, 90_000);

  test.each(['light', 'dark'] as const)(
    'nothing in it stands in the way of assistive software, %s',
    async (colorScheme) => {
      expect(await obstacles(await open(htmlOf(REPORT), { colorScheme }))).toEqual([]);
    },
    90_000,
  );
});
