import { closed, listOf, type Shape } from '../../constructs/plan/shape';

const text: Shape = { type: 'string', minLength: 1 };

const finding = closed({ status: { enum: ['ok', 'deviates', 'unknown'] }, says: text }, { remedy: text });

/** The shape of what `--json` prints of a cluster, as JSON Schema. */
export function diagnosisSchema(title: string, ids: readonly string[]) {
  const checked = closed({ check: { enum: ['cluster', ...ids] }, says: text, findings: listOf(finding) });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    ...closed(
      {
        schema: { const: 1 },
        environment: text,
        cluster: text,
        checks: listOf(checked),
        skipped: listOf({ enum: ids }),
      },
      { notes: listOf(text) },
    ),
  };
}
