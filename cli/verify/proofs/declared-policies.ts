import { changedFields } from '../../../constructs/plan/diff/fields';
import { identityOf } from '../../../constructs/plan/identity';
import { pluralIn } from '../../../constructs/plan/plural';
import type { KubernetesResource } from '../../../constructs/plan/resource';
import { Unreadable } from '../../cluster/kubectl';
import { deviates, type Finding, ok, unreadable } from '../../diagnosis/finding';
import type { ComparedPolicies, LivePolicy } from '../declared-policies';
import type { Proof } from './proof';

/** How many fields are named of a policy that is not as declared: the others are seen by whoever looks at it. */
const NAMED = 3;

/** What a policy of the plan came to; nothing where it is as declared. */
function judgePolicy(resource: KubernetesResource, found: LivePolicy | undefined): Finding | undefined {
  const { kind, object } = resource;
  const what = `${kind} ${identityOf(object.metadata)}`;
  if (found === undefined) return deviates(`${what} is not there`, 'pulumi up --refresh puts it back');
  const fields = changedFields(kind, filled(object['spec']), filled(found.spec)).map(({ field }) => `spec.${field}`);
  if (fields.length === 0) return undefined;
  const others = fields.length > NAMED ? ` and ${fields.length - NAMED} more` : '';
  return deviates(
    `${what} is not as declared: ${fields.slice(0, NAMED).join(', ')}${others}`,
    'see who changed it: kubectl get --output yaml --show-managed-fields; pulumi up --refresh puts it back',
  );
}

/** A list of nothing is none: the API server keeps no empty `ingress`. */
function filled(spec: unknown): object {
  return Object.fromEntries(
    Object.entries(spec ?? {}).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  );
}

/** Who has a policy in a namespace of the plan that is of nobody in it: one that allows opens what the others close. */
function judgeOther({ kind, namespace }: ComparedPolicies, { metadata: { name } }: LivePolicy): Finding {
  return deviates(
    `${kind} ${namespace}/${name} is of nobody in this environment`,
    `see whom it lets through: kubectl --namespace ${namespace} get ${pluralIn(kind)} ${name} --output yaml; declare that, or delete it`,
  );
}

function judgePolicies(policies: ComparedPolicies): readonly Finding[] {
  const { kind, namespace, declared, isOwn, found } = policies;
  if (found instanceof Unreadable) return [unreadable(found)];
  const names = new Set(declared.map(({ object }) => object.metadata.name));
  const others = found.filter(
    ({ metadata: { name, ownerReferences = [] } }) => isOwn && !names.has(name) && ownerReferences.length === 0,
  );
  const findings = [
    ...declared.flatMap(
      (one) =>
        judgePolicy(
          one,
          found.find(({ metadata }) => metadata.name === one.object.metadata.name),
        ) ?? [],
    ),
    ...others.map((one) => judgeOther(policies, one)),
  ];
  if (findings.length > 0 || declared.length === 0) return findings;
  return [ok(`every ${kind} of ${namespace} is as declared: ${declared.length}`)];
}

export const policies: Proof = {
  says: 'The policies are those that are declared, and no others.',
  judge: (evidence) => evidence.policies.flatMap(judgePolicies),
};
