import { containersOf } from '../containers';
import { entriesOf, fieldsOf } from '../fields';
import { kindOf } from '../kind';
import { each, type KubernetesRule, type Violation } from '../rule';
import { holdsSecret } from '../secret-names';

/** A value in a manifest is in git, in every preview, in Pulumi's state and in `kubectl describe`. */
export const noSecretValues: KubernetesRule = {
  id: 'no-secret-values',
  judges: 'kubernetes',
  description: 'Manifests hold no secret, because what they hold is in git, in previews and in state as well.',
  level: 'mandatory',
  check: ({ object }) => {
    if (kindOf(object) === 'Secret') return each(['data', 'stringData'], (field) => secretData(field, object[field]));
    return each(containersOf(object), ({ name, field, spec }): readonly Violation[] =>
      entriesOf(spec['env'], `${field}.env`)
        .filter(({ value }) => holdsSecret(String(value['name']), value['value']))
        .map((variable) => ({
          field: `${variable.field}.value`,
          problem: `container '${name}' is given the secret ${variable.value['name']} in clear text`,
          fix: 'mount it from a Secret that Vault fills in',
        })),
    );
  },
};

function secretData(field: string, value: unknown): readonly Violation[] {
  const keys = Object.keys(fieldsOf(value, field));
  if (keys.length === 0) return [];
  return [{ field, problem: `it holds the values of ${keys.join(', ')}`, fix: 'let Vault fill in the Secret' }];
}
