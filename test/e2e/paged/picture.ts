import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { FASTER } from './faster';
import type { Filled } from './panels';

const UPLOT = join(require.resolve('uplot/package.json'), '..', 'dist');
const WIDTH = 1200;

const executablePath = spawnSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).stdout.trim();

/** Why nothing can be drawn here, or nothing. */
export const drawingLacks = executablePath === '' ? 'there is no chromium here' : undefined;

/**
 * Draws panels with the library that Grafana draws its graphs with, in a real browser.
 *
 * @returns a PNG, and how many graphs have something drawn in them
 */
export async function draw(
  title: string,
  panels: readonly Filled[],
): Promise<{ readonly png: Buffer; readonly graphs: number }> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: WIDTH, height: 200 } });
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.setContent(html(title, panels));
    const graphs = await page.evaluate(() => (globalThis as unknown as { readonly drawn: () => number }).drawn());
    return { png: await page.screenshot({ fullPage: true }), graphs };
  } finally {
    await browser.close();
  }
}

function html(title: string, panels: readonly Filled[]): string {
  const read = (name: string) => readFileSync(join(UPLOT, name), 'utf8');
  const first = Math.min(...panels.flatMap(({ lines }) => lines.flatMap(({ values }) => [...values.keys()])));
  const data = panels.map(({ panel, lines }) => {
    const moments = [...new Set(lines.flatMap(({ values }) => [...values.keys()]))].sort((a, b) => a - b);
    return {
      ...{ title: panel.title, says: panel.description, now: panel.type === 'stat', width: panel.gridPos.w / 24 },
      unit: panel.fieldConfig.defaults.unit,
      called: lines.map(({ called }) => called),
      // In minutes of the time that goes faster.
      data: [
        moments.map((at) => ((at - first) * FASTER) / 60),
        ...lines.map(({ values }) => moments.map((at) => finite(values.get(at)))),
      ],
    };
  });
  return `<!doctype html><meta charset="utf-8"><style>${read('uPlot.min.css')}${STYLE}</style>
<h1></h1><main></main><script>${read('uPlot.iife.min.js')}</script>
<script>const TITLE = ${inScript(title)}; const PANELS = ${inScript(data)};${SCRIPT}</script>`;
}

/** JSON has no other numbers. */
function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

function inScript(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

const STYLE = `
body { margin: 0; padding: 12px; background: #f4f5f5; color: #24292e; font: 13px sans-serif; width: ${WIDTH - 24}px }
h1 { font-size: 18px; margin: 0 0 10px }
main { display: flex; flex-wrap: wrap; gap: 8px }
section { background: #fff; border: 1px solid #dcdee0; box-sizing: border-box; padding: 8px }
h2 { font-size: 13px; margin: 0 } p { color: #6a7076; margin: 2px 0 6px; font-size: 11px; min-height: 26px }
.now { display: flex; gap: 24px; flex-wrap: wrap } .now b { display: block; font-size: 24px; color: #37872d }
.u-legend { font-size: 11px; text-align: left } .u-legend .u-value, .u-legend .u-series:first-child { display: none }
.u-legend th::after { content: none !important }`;

const SCRIPT = `
const COLOURS = ['#37872d', '#1f60c4', '#c4162a', '#e0752d', '#8f3bb8', '#0a7c7c'];
const number = (v) => Math.abs(v) >= 1000 ? v.toFixed(0) : String(Number(v.toPrecision(4)));
const written = (unit) => (v) => v === null || v === undefined ? ''
  : unit === 'percentunit' ? number(v * 100) + ' %'
  : unit === 's' ? (Math.abs(v) >= 86400 ? number(v / 86400) + ' d' : Math.abs(v) >= 3600 ? number(v / 3600) + ' h' : number(v) + ' s')
  : number(v) + ({ ms: ' ms', reqps: ' req/s' }[unit] ?? '');
const plots = [];
document.querySelector('h1').textContent = TITLE;
for (const { title, says, now, width, unit, called, data } of PANELS) {
  const box = document.createElement('section');
  const across = Math.floor((${WIDTH - 24} - 8 * (1 / width - 1)) * width);
  box.style.width = across + 'px';
  for (const [tag, text] of [['h2', title], ['p', says]]) {
    const element = document.createElement(tag);
    element.textContent = text;
    box.append(element);
  }
  document.querySelector('main').append(box);
  if (now) {
    const values = document.createElement('div');
    values.className = 'now';
    called.forEach((name, index) => {
      const one = document.createElement('div');
      const value = document.createElement('b');
      value.textContent = written(unit)(data[index + 1].findLast((v) => v !== null));
      one.append(value, name);
      values.append(one);
    });
    box.append(values);
    continue;
  }
  const lines = called.map((name, index) => ({ label: name || '(none)', stroke: COLOURS[index % COLOURS.length], width: 1.5, points: { show: false } }));
  const axes = [{ values: (_, ticks) => ticks.map((v) => v + ' min'), space: 80 }, { values: (_, ticks) => ticks.map(written(unit)), size: 84 }];
  plots.push(new uPlot({ width: across - 18, height: 190, scales: { x: { time: false } }, axes, series: [{ label: '' }, ...lines], cursor: { show: false } }, data, box));
}
globalThis.drawn = () => plots.filter((plot) => plot.data.slice(1).some((line) => line.some((v) => v !== null)) && plot.ctx.canvas.width > 0).length;`;
