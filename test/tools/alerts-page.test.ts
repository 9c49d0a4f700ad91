import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALERTS_PAGE, alertsPage } from '../../tools/alerts-page/markdown';

test('docs/alerts.md says what the alerts say; npm run generate writes it', () => {
  expect(readFileSync(join(__dirname, '..', '..', ALERTS_PAGE), 'utf8')).toBe(alertsPage());
});
