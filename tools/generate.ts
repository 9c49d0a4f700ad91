import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLAN_JSON_SCHEMA } from '../constructs/plan/schema';
import { apiTypes, FOLDER } from './api-types/files';

// Writes what is committed and follows from something else: `npm run generate`. Tests say when it is due.
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER);
for (const [name, text] of apiTypes()) writeFileSync(join(FOLDER, name), text);

// Beside its source, so that the package ships it: what a program of another language checks a plan with.
const PLAN = join(__dirname, '..', 'constructs', 'plan', 'plan.schema.json');
writeFileSync(PLAN, `${JSON.stringify(PLAN_JSON_SCHEMA, null, 2)}\n`);
