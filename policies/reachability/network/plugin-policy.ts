import { kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import { Unknowable } from '../../unknowable';
import type { Objects } from '../result';
import { calicoPolicy } from './calico-policy';
import { ciliumPolicy } from './cilium-policy';
import { foreignPolicyOf } from './foreign-policy';
import { ANYTHING, type Meaning, type Policy } from './policy';

/** Those that can mean what a NetworkPolicy can: each opens something, and with all others adds up to what is open. */
const READERS: Readonly<Record<string, (object: Manifest) => Meaning>> = {
  'cilium.io/CiliumNetworkPolicy': ciliumPolicy,
  'cilium.io/CiliumClusterwideNetworkPolicy': ciliumPolicy,
  'crd.projectcalico.org/GlobalNetworkPolicy': calicoPolicy,
  'crd.projectcalico.org/NetworkPolicy': calicoPolicy,
  'projectcalico.org/GlobalNetworkPolicy': calicoPolicy,
  'projectcalico.org/NetworkPolicy': calicoPolicy,
};

/** The policy of a network plugin that an object is, if it is one. Whatever is more than a NetworkPolicy can say may close what others open. */
export function pluginPolicyOf({ id, path, object, doubt }: Objects[number]): Policy | undefined {
  const kind = kindOf(object);
  const foreign = kind.startsWith('policy.networking.k8s.io/') ? undefined : foreignPolicyOf(object);
  if (foreign === undefined) return undefined;
  const { namespace, selector } = foreign;
  const [ingress, egress] = [foreign.ingress ? ANYTHING : undefined, foreign.egress ? ANYTHING : undefined];
  const unevaluated = (why: string): Policy => {
    const reason = `${id} is a ${kind}, which is not evaluated${why}`;
    return { id, path, namespace, selector, ingress, egress, overrules: true, doubt: reason };
  };
  const read = Object.hasOwn(READERS, kind) ? READERS[kind] : undefined;
  if (read === undefined) return unevaluated('');
  if (doubt !== undefined) return unevaluated(`: ${doubt}`);
  try {
    return { id, path, namespace, ...read(object) };
  } catch (error) {
    if (!(error instanceof Unknowable)) throw error;
    return unevaluated(`: ${error.message} (${error.field})`);
  }
}
