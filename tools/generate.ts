import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECK_JSON_SCHEMA } from '../cli/check/schema';
import { CONNECTIONS_JSON_SCHEMA } from '../cli/connections/schema';
import { DOCTOR_JSON_SCHEMA } from '../cli/doctor/schema';
import { ONCALL_JSON_SCHEMA } from '../cli/oncall/schema';
import { REPORT_JSON_SCHEMA } from '../cli/preview/report-schema';
import { ROTATE_JSON_SCHEMA } from '../cli/rotate/schema';
import { SLO_JSON_SCHEMA } from '../cli/slo/schema';
import { VERIFY_JSON_SCHEMA } from '../cli/verify/schema';
import { PLAN_JSON_SCHEMA } from '../constructs/plan/schema';
import { ALERTS_PAGE, alertsPage } from './alerts-page/markdown';
import { apiMarkdown } from './api-docs/markdown';
import { surface } from './api-docs/surface';
import { apiTypes, FOLDER } from './api-types/files';
import { claimsPages } from './claims-page/markdown';
import { COMMENT_SCRIPT, commentScript } from './comment-script/bundle';
import { FILE, policiesPage } from './policies-page/markdown';

// Writes what is committed and follows from something else: `npm run generate`. Tests say when it is due.
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER);
for (const [name, text] of apiTypes()) writeFileSync(join(FOLDER, name), text);
writeFileSync(FILE, policiesPage());
writeFileSync(ALERTS_PAGE, alertsPage());
for (const [file, text] of claimsPages()) writeFileSync(file, text);

writeFileSync(join(__dirname, '..', 'docs', 'api.md'), apiMarkdown(surface()));

for (const [folder, file, schema] of [
  [['constructs', 'plan'], 'plan.schema.json', PLAN_JSON_SCHEMA],
  [['cli', 'preview'], 'report.schema.json', REPORT_JSON_SCHEMA],
  [['cli', 'check'], 'check.schema.json', CHECK_JSON_SCHEMA],
  [['cli', 'connections'], 'connections.schema.json', CONNECTIONS_JSON_SCHEMA],
  [['cli', 'doctor'], 'doctor.schema.json', DOCTOR_JSON_SCHEMA],
  [['cli', 'verify'], 'verify.schema.json', VERIFY_JSON_SCHEMA],
  [['cli', 'rotate'], 'rotate.schema.json', ROTATE_JSON_SCHEMA],
  [['cli', 'slo'], 'slo.schema.json', SLO_JSON_SCHEMA],
  [['cli', 'oncall'], 'oncall.schema.json', ONCALL_JSON_SCHEMA],
] as const) {
  writeFileSync(join(__dirname, '..', ...folder, file), `${JSON.stringify(schema, null, 2)}\n`);
}

writeFileSync(COMMENT_SCRIPT, commentScript());
