import type { Container } from '../../containers';
import { defineRule } from '../../define-rule';
import { entriesOf, textsOf } from '../../fields';
import { holdsSecret } from '../../secret-names';
import type { Violation } from '../../violation';

const FIX = 'mount it from a Secret that Vault fills in';

/** A value in a manifest is in git, in every preview, in Pulumi's state and in `kubectl describe`. */
export const noSecretValues = defineRule({
  id: 'no-secret-values',
  subject: 'container',
  says: 'Containers are given no secret in clear text.',
  because: 'what a manifest holds is in git, in previews and in state as well',
  level: 'mandatory',
  severity: 'high',
  topic: 'pods',
  references: ['CIS:5.4.1', 'CIS:5.4.2', 'NSA:secrets', 'practices:secrets-management'],
  check: (container) => [...secretsInEnv(container), ...secretsInArguments(container)],
  examples: {
    accepted: [
      {
        shows: 'the path of a file that holds it',
        container: { env: [{ name: 'PASSWORD_FILE', value: '/run/password' }] },
      },
      {
        shows: 'a reference',
        container: {
          env: [
            { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
            { name: 'DATABASE_URL', value: 'postgres://api:$(DB_PASSWORD)@db/shop' },
          ],
          args: ['--password=$(DB_PASSWORD)', '--token', '$(TOKEN)'],
        },
      },
    ],
    refused: [
      {
        shows: 'a password under its name',
        container: { env: [{ name: 'PGPASSWORD', value: 'hunter2' }] },
        violations: [
          { field: 'env[0].value', problem: "container 'api' is given the secret PGPASSWORD in clear text", fix: FIX },
        ],
      },
      {
        shows: 'a password in a URL',
        container: { env: [{ name: 'DATABASE_URL', value: 'postgres://api:hunter2@db/shop' }] },
        violations: [
          {
            field: 'env[0].value',
            problem: "container 'api' is given the secret DATABASE_URL in clear text",
            fix: FIX,
          },
        ],
      },
      {
        shows: 'secrets among the arguments',
        container: { command: ['serve', '--password=hunter2'], args: ['--api-key', 'hunter2'] },
        violations: [
          { field: 'command[1]', problem: "container 'api' is given a secret in clear text", fix: FIX },
          { field: 'args[1]', problem: "container 'api' is given a secret in clear text", fix: FIX },
        ],
      },
    ],
  },
});

function secretsInEnv({ name, field, spec }: Container): readonly Violation[] {
  return entriesOf(spec['env'], `${field}.env`)
    .filter(({ value }) => holdsSecret(String(value['name']), value['value']))
    .map((variable) => ({
      field: `${variable.field}.value`,
      problem: `container '${name}' is given the secret ${variable.value['name']} in clear text`,
      fix: FIX,
    }));
}

/** Arguments are in `ps` on the node as well. */
function secretsInArguments({ name, field, spec }: Container): readonly Violation[] {
  return ['command', 'args'].flatMap((list) =>
    textsOf(spec[list], `${field}.${list}`).flatMap((argument, index, all) => {
      const flag = /^--?([\w.-]+)=(.*)$/s.exec(argument);
      // `--password hunter2` is two arguments.
      const before = /^--?([\w.-]+)$/.exec(all[index - 1] ?? '');
      const isSecret =
        flag === null
          ? !argument.startsWith('-') && holdsSecret(before?.[1] ?? '', argument)
          : holdsSecret(flag[1]!, flag[2]);
      if (!isSecret) return [];
      return [
        {
          field: `${field}.${list}[${index}]`,
          problem: `container '${name}' is given a secret in clear text`,
          fix: FIX,
        },
      ];
    }),
  );
}
