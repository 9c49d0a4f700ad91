import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderSvg } from '../../../cli/connections/formats/svg';
import { graph, ROOT } from './support';

test('the picture in the README is what dwcp connections production --format svg prints now', async () => {
  const file = join(ROOT, 'docs', 'images', 'production.svg');
  const svg = await renderSvg(graph('production'));
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, svg);
  expect(svg).toBe(readFileSync(file, 'utf8'));
});
