import { closed, listOf, type Shape } from '../../constructs/plan/shape';

const text: Shape = { type: 'string', minLength: 1 };
const status: Shape = { enum: ['ok', 'deviates', 'unknown'] };
const seconds: Shape = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };

const FINDING = closed({ status, says: text }, { remedy: text });

/** The shape of `--json` as JSON Schema; `rotate.schema.json` beside this file is the same for programs of any language. */
export const ROTATE_JSON_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'How old each credential of an environment is, by `dwcp rotate verify` of @dwcp/baseline',
  ...closed({
    schema: { const: 1 },
    environment: text,
    vault: text,
    at: text,
    audit: listOf(FINDING),
    servers: listOf(FINDING),
    credentials: listOf(
      closed(
        {
          kind: { enum: ['key', 'secret', 'login', 'certificate', 'authority'] },
          name: text,
          by: text,
          status,
          says: text,
        },
        { remedy: text, made: text, ageSeconds: seconds, next: text, trail: closed({ at: text, by: text }) },
      ),
    ),
  }),
};
