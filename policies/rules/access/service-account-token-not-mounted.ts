import { API_ACCESS_ANNOTATION } from '../../../constructs/network/labels';
import { containersIn, type PodSpec, podSpecsOf } from '../../containers';
import { entriesOf, fieldsOf, isAbsent } from '../../fields';
import { each, type KubernetesRule } from '../../former';
import type { Violation } from '../../violation';

/** A mounted token is an intruder's first step from a pod to the cluster. */
export const serviceAccountTokenNotMounted: KubernetesRule = {
  id: 'service-account-token-not-mounted',
  judges: 'kubernetes',
  description: 'Pods hold no token for the Kubernetes API unless they say why, because an intruder would hold it too.',
  level: 'mandatory',
  check: ({ object }) =>
    each(
      // An operator that makes its own containers chooses their token as well.
      podSpecsOf(object).filter((pod) => containersIn(pod).length > 0),
      (pod): readonly Violation[] => {
        if (saysWhy(pod)) return [];
        const fix = `annotate the pod with ${API_ACCESS_ANNOTATION}: <reason> if it calls the Kubernetes API`;
        return [
          ...(pod.spec['automountServiceAccountToken'] === false
            ? []
            : [
                {
                  field: `${pod.field}.automountServiceAccountToken`,
                  problem: 'the pod holds a token for the Kubernetes API',
                  fix: `set it to false, or ${fix}`,
                },
              ]),
          ...projectedTokens(pod).map((field) => ({
            field,
            problem: 'the pod mounts a token for the Kubernetes API',
            fix: `name the audience that it is for, or ${fix}`,
          })),
        ];
      },
    ),
};

function saysWhy({ field, metadata }: PodSpec): boolean {
  const reason = fieldsOf(metadata['annotations'], `${field}.metadata.annotations`)[API_ACCESS_ANNOTATION];
  return typeof reason === 'string' && reason.trim() !== '';
}

/** What API servers call themselves, unless somebody chose another issuer: `https://kubernetes.default.svc.cluster.local`. */
const API_SERVER = /^(https:\/\/)?kubernetes\.default(\.svc|$)/;

/** A projected token without an audience is one for the API server, as is one that names it. */
function projectedTokens({ field, spec }: PodSpec): readonly string[] {
  return entriesOf(spec['volumes'], `${field}.volumes`)
    .flatMap((volume) => {
      const { sources } = fieldsOf(volume.value['projected'], `${volume.field}.projected`);
      return entriesOf(sources, `${volume.field}.projected.sources`);
    })
    .filter(({ value }) => !isAbsent(value['serviceAccountToken']))
    .map((source) => ({ ...source, field: `${source.field}.serviceAccountToken` }))
    .filter(({ field, value }) => {
      const { audience } = fieldsOf(value['serviceAccountToken'], field);
      return isAbsent(audience) || audience === '' || API_SERVER.test(String(audience));
    })
    .map((source) => source.field);
}
