import { diagnosisSchema } from '../diagnosis/schema';
import { CHECK_IDS } from './ids';

/** The shape of `--json` as JSON Schema; `doctor.schema.json` beside this file is the same for programs of any language. */
export const DOCTOR_JSON_SCHEMA = diagnosisSchema(
  'What the live cluster of an environment is, by `dwcp doctor` of @dwcp/baseline',
  CHECK_IDS,
);
