import { closed, listOf, type Shape } from '../../constructs/plan/shape';

const text: Shape = { type: 'string', minLength: 1 };
const shift = closed({ primary: text, secondary: text, from: text, to: text });

/** The shape of `--json` as JSON Schema; `oncall.schema.json` beside this file is the same for programs of any language. */
export const ONCALL_JSON_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Who is on call for an environment, by `dwcp oncall` of @dwcp/baseline',
  ...closed({
    schema: { const: 1 },
    environment: text,
    at: text,
    rotations: listOf(closed({ namespace: text, rotation: text, next: listOf(shift) }, { now: shift })),
    checklists: listOf(closed({ title: text, items: listOf(text) })),
  }),
};
