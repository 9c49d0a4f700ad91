import { kindOf } from '../../../constructs/plan/kinds';
import { type Container, containersOf } from '../../containers';
import { entriesOf, fieldsOf, textsOf } from '../../fields';
import { each, type KubernetesRule } from '../../former';
import { holdsSecret } from '../../secret-names';
import type { Violation } from '../../violation';

/** A value in a manifest is in git, in every preview, in Pulumi's state and in `kubectl describe`. */
export const noSecretValues: KubernetesRule = {
  id: 'no-secret-values',
  judges: 'kubernetes',
  description: 'Manifests hold no secret, because what they hold is in git, in previews and in state as well.',
  level: 'mandatory',
  check: ({ object }) => {
    if (kindOf(object) === 'Secret') return each(['data', 'stringData'], (field) => secretData(field, object[field]));
    return each(containersOf(object), (container) => [...secretsInEnv(container), ...secretsInArguments(container)]);
  },
};

const FIX = 'mount it from a Secret that Vault fills in';

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

function secretData(field: string, value: unknown): readonly Violation[] {
  const keys = Object.keys(fieldsOf(value, field));
  if (keys.length === 0) return [];
  return [{ field, problem: `it holds the values of ${keys.join(', ')}`, fix: 'let Vault fill in the Secret' }];
}
