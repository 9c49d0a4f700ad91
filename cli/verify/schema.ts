import { diagnosisSchema } from '../diagnosis/schema';
import { PROOF_IDS } from './ids';

/** The shape of `--json` as JSON Schema; `verify.schema.json` beside this file is the same for programs of any language. */
export const VERIFY_JSON_SCHEMA = diagnosisSchema(
  'What a deployed environment lets through, by `dwcp verify` of @dwcp/baseline',
  PROOF_IDS,
);
