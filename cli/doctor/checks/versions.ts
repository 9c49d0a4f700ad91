import type { Caller } from '../../../constructs/network/peer';
import {
  cloudNativePg,
  externalSecrets,
  istiod,
  vaultSecretsOperator,
  vaultServer,
} from '../../../constructs/network/peers/operators';
import {
  compareMinors,
  minorOf,
  SUPPORTED,
  type Supported,
  supportedKubernetes,
} from '../../../constructs/operators/supported';
import { type Cluster, called, type Live } from '../../cluster/cluster';
import { type LivePod, podsWith, whereaboutsOf } from '../../cluster/pods';
import { deviates, type Finding, ok, unknown } from '../../diagnosis/finding';
import type { Asked, Check, Look } from '../check';
import { uses } from '../uses';

const { from, to } = supportedKubernetes();

const REMEDY = 'use the versions of docs/deploy.md, which belong together';

const kubernetes: Look = async (_, cluster) => {
  const version = (await cluster.get<{ readonly gitVersion: string }>('/version'))?.gitVersion ?? '';
  const minor = minorOf(version);
  if (minor === undefined) return [unknown(`the API server calls its version '${version}'`, REMEDY)];
  return compareMinors(minor, from) >= 0 && compareMinors(minor, to) <= 0
    ? [ok(`Kubernetes is ${version}`)]
    : [deviates(`Kubernetes is ${version}, and what is installed runs on ${from} to ${to}`, REMEDY)];
};

/** What is installed, against what the platform is made for: an older one may not know a field, a newer one may have dropped it. */
function judged(
  supported: Supported,
  found: readonly (readonly [version: string, where: string])[],
): readonly Finding[] {
  const { name, version } = supported;
  const wrong = found.find(([one]) => minorOf(one) !== version);
  if (wrong === undefined) return [ok(`${name} is ${[...new Set(found.map(([one]) => one))].join(', ')}`)];
  const [is, where] = wrong;
  if (minorOf(is) === undefined) {
    const says = `nobody sees which version of ${name} runs: ${where} is '${is}'`;
    return [unknown(says, `see that it is ${version}`)];
  }
  return [deviates(`${name} is ${is} (${where}), and the platform is made for ${version}`, REMEDY)];
}

/** By the tag of the image that its pods run. */
function byImage(supported: Supported, groups: readonly string[], image: RegExp, pods: PodsOf): Look {
  return async (asked, cluster) => {
    if (!uses(asked, groups)) return [];
    const running = await pods(asked, cluster);
    const found = running.flatMap((pod) => {
      const run = pod.spec.containers.map((one) => one.image).find((one) => image.test(one));
      return run === undefined ? [] : [[tagOf(run), called(pod)] as const];
    });
    if (found.length > 0) return judged(supported, found);
    const [first] = running;
    return [
      first === undefined
        ? unknown(`nobody sees which version of ${supported.name} runs: no pod of it is to be seen`, REMEDY)
        : unknown(
            `nobody sees which version of ${supported.name} runs: ${called(first)} has no image that is known here`,
            `see that it is ${supported.version}`,
          ),
    ];
  };
}

type PodsOf = (asked: Asked, cluster: Cluster) => Promise<readonly LivePod[]>;

/** Those that our policies know as an operator, wherever they are. */
function of(caller: (facts: Asked['facts']) => Caller): PodsOf {
  return ({ facts }, cluster) => podsWith(cluster, whereaboutsOf(caller(facts)).labels);
}

/** `1.29.1` of `docker.io/istio/pilot:1.29.1@sha256:…`; the digest where there is no tag. */
function tagOf(image: string): string {
  const [name = '', digest] = image.split('@');
  return /:([^:/]+)$/.exec(name)?.[1] ?? digest ?? 'latest';
}

/** By what its own definitions say of it, in an annotation or a label. */
function byDefinition(supported: Supported, groups: readonly string[], definition: string, key: string): Look {
  return async (asked, cluster) => {
    if (!uses(asked, groups)) return [];
    const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${definition}`;
    const crd = await cluster.get<Live>(path);
    if (crd === undefined)
      return [deviates(`${definition} is not defined: ${supported.name} is not installed`, REMEDY)];
    const { annotations, labels } = crd.metadata;
    return judged(supported, [[annotations?.[key] ?? labels?.[key] ?? 'not said', `definition ${definition}`]]);
  };
}

/** One outside the cluster is for those who run it to see. */
const vault: Look = async (asked, cluster) =>
  asked.facts.vault === undefined || asked.facts.vault.apiServer !== undefined
    ? []
    : byImage(SUPPORTED.vault, ['secrets.hashicorp.com'], /vault(-enterprise)?[:@]/, of(vaultServer))(asked, cluster);

export const versions: Check = {
  says: 'What is installed has the versions that belong together.',
  looks: [
    kubernetes,
    byImage(SUPPORTED.istio, ['security.istio.io', 'networking.istio.io'], /\/pilot[:@]/, of(istiod)),
    byImage(SUPPORTED.cloudNativePg, ['postgresql.cnpg.io'], /\/cloudnative-pg[:@]/, of(cloudNativePg)),
    byImage(SUPPORTED.vaultSecrets, ['secrets.hashicorp.com'], /vault-secrets-operator[:@]/, of(vaultSecretsOperator)),
    byImage(SUPPORTED.externalSecrets, ['external-secrets.io'], /\/external-secrets[:@]/, of(externalSecrets)),
    byImage(SUPPORTED.certManager, ['cert-manager.io'], /cert-manager-controller[:@]/, (_, cluster) =>
      podsWith(cluster, { 'app.kubernetes.io/name': 'cert-manager' }),
    ),
    vault,
    byDefinition(
      SUPPORTED.gatewayApi,
      ['gateway.networking.k8s.io'],
      'gateways.gateway.networking.k8s.io',
      'gateway.networking.k8s.io/bundle-version',
    ),
    byDefinition(
      SUPPORTED.prometheusOperator,
      ['monitoring.coreos.com'],
      'podmonitors.monitoring.coreos.com',
      'operator.prometheus.io/version',
    ),
    byDefinition(SUPPORTED.keda, ['keda.sh'], 'scaledobjects.keda.sh', 'app.kubernetes.io/version'),
  ],
};
