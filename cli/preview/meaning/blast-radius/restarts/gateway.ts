import { parse } from 'yaml';
import { changedFields } from '../../../../../constructs/plan/diff/fields';
import type { KubernetesResource, Manifest } from '../../../../../constructs/plan/resource';
import type { Prepared } from '../../../../../policies/prepared';
import { tryRead } from '../../../../../policies/read';
import { called } from '../called';
import { valueAt } from '../value-at';

/**
 * The Deployment that Istio makes for a Gateway, as far as the Gateway and its options say.
 *
 * https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment
 */
export function deploymentOf({ object }: KubernetesResource, { find }: Prepared): unknown {
  const { namespace } = object.metadata;
  const options = find('ConfigMap', String(valueAt(object, 'spec.infrastructure.parametersRef.name')), namespace);
  return options === undefined ? {} : overlayIn(options.object);
}

/** What of a Gateway is part of its pods: manifests/charts/istio-control/istio-discovery/files/kube-gateway.yaml of Istio 1.29. */
export function gatewayFields(before: Manifest, after: Manifest): readonly string[] {
  return changedFields('', before['spec'], after['spec'])
    .filter(({ steps: [first, second = ''] }) => {
      return first === 'gatewayClassName' || (first === 'infrastructure' && ['annotations', 'labels'].includes(second));
    })
    .map(({ field }) => field);
}

/** Whether the pods of a Gateway are others by its options, which are a ConfigMap. */
export function optionsChanges(
  { object }: KubernetesResource,
  changedOf: (id: string) => { readonly before: KubernetesResource; readonly after: KubernetesResource } | undefined,
): readonly string[] {
  const name = valueAt(object, 'spec.infrastructure.parametersRef.name');
  const both = changedOf(`v1/ConfigMap ${object.metadata.namespace}/${String(name)}`);
  if (both === undefined) return [];
  const [was, is] = [both.before, both.after].map((side) => valueAt(overlayIn(side.object), 'spec.template'));
  const fields = changedFields('apps/Deployment', was, is).map(({ field }) => field);
  return fields.map((field) => `another ${field} in ${called(both.after)}`);
}

function overlayIn(options: Manifest): unknown {
  const text = valueAt(options, 'data.deployment');
  const read = tryRead(() => parse(String(text ?? '')) as unknown);
  return 'value' in read ? read.value : {};
}
