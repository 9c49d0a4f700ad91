import { operatorNamespaces } from '../../../constructs/operators/whereabouts';
import { called, type Live } from '../../cluster/cluster';
import { Unreadable } from '../../cluster/kubectl';
import { deviates, ok, unknown } from '../../diagnosis/finding';
import type { Look } from '../check';
import { uses } from '../uses';

interface ConfigMap extends Live {
  readonly data?: Readonly<Record<string, string>>;
}

/** What of Istio's values decides how a sidecar is set up. */
interface Values {
  readonly pilot?: { readonly cni?: { readonly enabled?: boolean } };
}

/** As the chart and `istioctl` call it, in whatever namespace: https://istio.io/latest/docs/setup/additional-setup/cni/ */
const PLUGIN = 'istio-cni-node';

const INSIDE_MESH = ['security.istio.io', 'networking.istio.io'];

const REFUSED = '"restricted" refuses every pod with a sidecar';

/** Without it nothing leads the packets of a pod through its sidecar but a container of the pod that may do that. */
const plugin: Look = async (asked, cluster) => {
  if (!uses(asked, INSIDE_MESH)) return [];
  const sets = await cluster.list<Live>('/apis/apps/v1/daemonsets');
  const found = sets.find(({ metadata }) => metadata.name === PLUGIN);
  if (found !== undefined) return [ok(`Istio's CNI plugin is on the nodes (${called(found)})`)];
  const says = `there is no DaemonSet ${PLUGIN}, which leads packets through sidecars that may not do so themselves`;
  return [deviates(says, "install Istio's chart cni: pods with a sidecar do not start otherwise")];
};

/** Whether each revision of istiod injects sidecars for the plugin, or ones that ask for what "restricted" refuses. */
const injected: Look = async (asked, cluster) => {
  if (!uses(asked, INSIDE_MESH)) return [];
  const namespace = operatorNamespaces(asked.facts).istio;
  const maps = await cluster.list<ConfigMap>(`/api/v1/namespaces/${namespace}/configmaps`);
  const injectors = maps.filter(({ metadata }) => /^istio-sidecar-injector(-.+)?$/.test(metadata.name));
  if (injectors.length === 0) {
    const says = `${namespace} has no ConfigMap istio-sidecar-injector, so nobody sees how sidecars are set up`;
    return [unknown(says, "see that pilot.cni.enabled is true in Istio's values")];
  }
  return injectors.map((map) =>
    valuesOf(map).pilot?.cni?.enabled === true
      ? ok(`sidecars leave their network to the CNI plugin (ConfigMap ${called(map)})`)
      : deviates(
          `sidecars ask for NET_ADMIN (ConfigMap ${called(map)}), so that ${REFUSED}`,
          "set pilot.cni.enabled: true in Istio's values",
        ),
  );
};

function valuesOf(map: ConfigMap): Values {
  try {
    return JSON.parse(map.data?.['values'] ?? '{}') as Values;
  } catch {
    throw new Unreadable(`ConfigMap ${called(map)} has no JSON in its key values`, false);
  }
}

export const cni: readonly Look[] = [plugin, injected];
