import { closed, listOf, type Shape } from '../../constructs/plan/shape';
import { CHECK_IDS } from './ids';

const text: Shape = { type: 'string', minLength: 1 };

const finding = closed({ status: { enum: ['ok', 'deviates', 'unknown'] }, says: text }, { remedy: text });

const checked = closed({ check: { enum: ['cluster', ...CHECK_IDS] }, says: text, findings: listOf(finding) });

/** The shape of `--json` as JSON Schema; `doctor.schema.json` beside this file is the same for programs of any language. */
export const DOCTOR_JSON_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'What the live cluster of an environment is, by `dwcp doctor` of @dwcp/baseline',
  ...closed({
    schema: { const: 1 },
    environment: text,
    cluster: text,
    checks: listOf(checked),
    skipped: listOf({ enum: CHECK_IDS }),
  }),
};
