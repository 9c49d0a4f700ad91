import { defineRule } from '../../define-rule';
import { entriesOf, fieldsOf, isAbsent } from '../../fields';
import type { Violation } from '../../violation';

const FIX = 'mount the Secret as a volume, and read the file again when it changes';

/** A variable is inherited by every child of the program, printed with the others when it crashes, and never changes. */
export const secretsAsFiles = defineRule({
  id: 'secrets-as-files',
  subject: 'container',
  says: 'Secrets reach containers as files.',
  because: 'variables are printed and inherited, and stay as they were when the Secret changes',
  level: 'advisory',
  severity: 'low',
  topic: 'pods',
  references: ['CIS:5.4.1', 'NSA:secrets', 'practices:secrets-management'],
  check: ({ name, field, spec }) => [
    ...entriesOf(spec['env'], `${field}.env`).flatMap((variable) => {
      const from = `${variable.field}.valueFrom`;
      const { secretKeyRef } = fieldsOf(variable.value['valueFrom'], from);
      return isAbsent(secretKeyRef) ? [] : [asVariable(name, `${from}.secretKeyRef`)];
    }),
    ...entriesOf(spec['envFrom'], `${field}.envFrom`).flatMap((source) =>
      isAbsent(source.value['secretRef']) ? [] : [asVariable(name, `${source.field}.secretRef`)],
    ),
  ],
  cel: {
    accepts: [
      'container.?env.orValue([]).all(variable, !variable.?valueFrom.?secretKeyRef.hasValue())',
      'container.?envFrom.orValue([]).all(source, !has(source.secretRef))',
    ].join(' && '),
    remedy: FIX,
  },
  examples: {
    accepted: [
      {
        shows: 'where the file is, and a setting of a ConfigMap',
        container: {
          env: [{ name: 'PASSWORD_FILE', value: '/run/secrets/db/password' }],
          envFrom: [{ configMapRef: { name: 'api' } }],
        },
      },
    ],
    refused: [
      {
        shows: 'a key of a Secret, and all of them',
        container: {
          env: [
            { name: 'LOG_LEVEL', value: 'info' },
            { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
          ],
          envFrom: [{ secretRef: { name: 'db' } }],
        },
        violations: [asVariable('api', 'env[1].valueFrom.secretKeyRef'), asVariable('api', 'envFrom[0].secretRef')],
      },
    ],
  },
});

function asVariable(container: string, field: string): Violation {
  return { field, problem: `container '${container}' has a Secret among its variables`, fix: FIX };
}
