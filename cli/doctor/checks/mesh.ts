import { operatorNamespaces } from '../../../constructs/operators/whereabouts';
import { type Cluster, called, type Live } from '../../cluster/cluster';
import { Unreadable } from '../../cluster/kubectl';
import { deviates, type Finding, ok } from '../../diagnosis/finding';
import { parseYaml } from '../../yaml';
import type { Asked, Check, Look } from '../check';
import { uses } from '../uses';
import { cni } from './mesh-cni';
import { istiods } from './mesh-istiods';

/** https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig */
interface MeshConfig {
  readonly trustDomain?: string;
  readonly rootNamespace?: string;
  readonly tlsDefaults?: TlsSettings;
  readonly meshMTLS?: TlsSettings;
}

interface TlsSettings {
  readonly minProtocolVersion?: string;
}

interface ConfigMap extends Live {
  readonly data?: Readonly<Record<string, string>>;
}

const GROUPS = ['security.istio.io', 'networking.istio.io'];

const LOWEST = 'TLSV1_3';

/** Of each revision of istiod that is installed: `istio`, `istio-canary`. */
async function configurations(asked: Asked, cluster: Cluster): Promise<readonly (readonly [string, MeshConfig])[]> {
  const namespace = operatorNamespaces(asked.facts).istio;
  const maps = await cluster.list<ConfigMap>(`/api/v1/namespaces/${namespace}/configmaps`);
  return maps
    .filter(({ metadata, data }) => /^istio(-.+)?$/.test(metadata.name) && data?.['mesh'] !== undefined)
    .map((map) => [called(map), read(map)] as const);
}

function read(map: ConfigMap): MeshConfig {
  try {
    return (parseYaml(map.data!['mesh']!, called(map)) ?? {}) as MeshConfig;
  } catch {
    throw new Unreadable(`ConfigMap ${called(map)} has no YAML in its key mesh`, false);
  }
}

function onEach(judge: (asked: Asked, name: string, config: MeshConfig) => Finding): Look {
  return async (asked, cluster) => {
    if (!uses(asked, GROUPS)) return [];
    return (await configurations(asked, cluster)).map(([name, config]) => judge(asked, name, config));
  };
}

const installed: Look = async (asked, cluster) => {
  if (!uses(asked, GROUPS) || (await configurations(asked, cluster)).length > 0) return [];
  const namespace = operatorNamespaces(asked.facts).istio;
  const says = `${namespace} has no ConfigMap istio, in which istiod keeps the settings of the mesh`;
  return [deviates(says, 'say in operators.istio where istiod is')];
};

const trustDomain = onEach(({ facts }, name, config) => {
  const found = config.trustDomain || 'cluster.local';
  return found === facts.cluster.trustDomain
    ? ok(`the trust domain of the mesh is ${found}`)
    : deviates(
        `the trust domain of the mesh is ${found} (ConfigMap ${name}), and trustDomain is ${facts.cluster.trustDomain}`,
        `write ${found} to trustDomain: every caller is refused otherwise`,
      );
});

const root = onEach(({ facts }, name, config) => {
  const [found, fact] = [config.rootNamespace || 'istio-system', operatorNamespaces(facts).istio];
  return found === fact
    ? ok(`policies of the whole mesh are in ${found}`)
    : deviates(
        `the root namespace of the mesh is ${found} (ConfigMap ${name}), and operators.istio is ${fact}`,
        `set rootNamespace: ${fact} in Istio's meshConfig, or policies of the whole mesh are where nobody judges them`,
      );
});

/** Whether a setting of the mesh refuses TLS below 1.3, and what goes on where it does not. */
function refuses(setting: 'tlsDefaults' | 'meshMTLS', whom: string, meaning: string): Look {
  return onEach((_, name, config) => {
    const found = config[setting]?.minProtocolVersion ?? 'left out';
    return found === LOWEST
      ? ok(`the mesh refuses TLS below 1.3 ${whom}`)
      : deviates(
          `${setting}.minProtocolVersion of the mesh is ${found} (ConfigMap ${name}), so that ${meaning}`,
          `set meshConfig.${setting}.minProtocolVersion: ${LOWEST} in Istio's values`,
        );
  });
}

/** Istio goes on with TLS 1.2 where it cannot merge the setting of a gateway, and says so at debug level only. */
const atGateways = refuses('tlsDefaults', 'at gateways', 'TLS 1.2 may be spoken');

/** The other setting does not hold for mutual TLS of its own. */
const betweenSidecars = refuses('meshMTLS', 'between sidecars', 'sidecars take TLS 1.2 from each other');

export const mesh: Check = {
  says: 'The mesh is set up as the facts and the gateway need it.',
  looks: [installed, trustDomain, root, atGateways, betweenSidecars, ...cni, istiods],
};
