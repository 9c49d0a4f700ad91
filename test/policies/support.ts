import {
  type KubernetesResource,
  kubernetesResource,
  type Manifest,
  type Resource,
  type VaultResourcePlan,
  vaultResource,
} from '../../constructs/plan/resource';
import { judge, type Rule } from '../../policies/index';

/** A resource as a plan holds it. */
export function kubernetes(object: Manifest): KubernetesResource {
  return kubernetesResource(object, `shop/${object.metadata.name}`);
}

export function vault(type: string, vaultPath: string, args: Readonly<Record<string, unknown>>): VaultResourcePlan {
  return vaultResource({ type, vaultPath, args }, `shop/${vaultPath}`);
}

/** An object of any kind in the namespace `shop`. */
export function object(apiVersion: string, kind: string, rest: object = {}, name = 'api'): KubernetesResource {
  return kubernetes({ apiVersion, kind, metadata: { name, namespace: 'shop' }, ...rest });
}

/** The outcomes of one rule on a plan, in words: `pass`, or what is wrong. Nothing, where it has nothing to judge. */
export function answers(rule: Rule, ...plan: readonly Resource[]): readonly string[] {
  return judge(plan, { rules: [rule] }).flatMap(({ outcome, violations, messages }) =>
    outcome === 'pass'
      ? ['pass']
      : messages.map((line, index) => (index < violations.length ? line : `unknown: ${line}`)),
  );
}

/** Where a rule finds something, `?` before what it cannot tell; nothing where it judges nothing. */
export function places(rule: Rule, ...resources: readonly KubernetesResource[]): readonly string[] {
  const items = resources.map((resource) => resource.object);
  const list = { ...resources[0]!, object: { apiVersion: 'v1', kind: 'List', metadata: { name: '' }, items } };
  const [bare, wrapped] = [resources, [list]].map((given) =>
    judge(given, { rules: [rule] }).flatMap(({ outcome, violations, doubts }) =>
      outcome === 'pass' ? ['pass'] : [...violations.map((one) => one.field), ...doubts.map((one) => `?${one.field}`)],
    ),
  );
  expect(wrapped).toEqual(bare);
  return bare!;
}
