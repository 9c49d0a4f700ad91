import { closed, listOf, type Shape } from '../../constructs/plan/shape';

const text: Shape = { type: 'string', minLength: 1 };
/** A resource may have no field that is wrong, but be it as a whole; what Pulumi tells of may have no path. */
const place: Shape = { type: 'string' };
const says = { field: place, problem: text, fix: text };
const found = closed({ ...says, fingerprint: text });

const exemption = closed(
  { rule: text, resource: text, owner: text, reason: text, ticket: text, expires: text },
  { field: text, fingerprint: text },
);

const verdict = closed({
  rule: text,
  level: { enum: ['mandatory', 'advisory'] },
  severity: { enum: ['critical', 'high', 'medium', 'low'] },
  resource: text,
  path: place,
  outcome: { enum: ['pass', 'fail', 'unknown', 'exempt'] },
  violations: listOf(found),
  doubts: listOf(closed(says)),
  excused: listOf(closed({ violation: found, exemption })),
  messages: listOf(text),
});

/** The shape of `--json` as JSON Schema; `check.schema.json` beside this file is the same for programs of any language. */
export const CHECK_JSON_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'What the rules say of an environment, manifests or a stack, by `dwcp check` of @dwcp/baseline',
  ...closed(
    { schema: { const: 1 }, source: text, verdicts: listOf(verdict) },
    // Findings that the file of `--baseline` has.
    { known: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER } },
  ),
};
