import * as pulumi from '@pulumi/pulumi';
import { type Claim, GUARD, parameterOf } from '../plugin/claim';

/**
 * Stands in the state for the cluster that the rest of it is in.
 *
 * What depends on it is changed in no other cluster. The engine loads the plugins of what is in the state before it does
 * anything, at `refresh` and `destroy` without the program, too; this one refuses to be loaded elsewhere. Where the state is
 * empty, it is loaded when the program names it, which everything else waits for. With `--target` it is not loaded.
 */
export class GuardedCluster extends pulumi.CustomResource {
  constructor(name: string, claim: Claim) {
    super(`${GUARD.name}:cluster:Identity`, name, { cluster: claim.cluster }, { provider: new Guard(name, claim) });
  }
}

/** The provider, whose package is made for one cluster: that is what makes the engine compare it so early. */
class Guard extends pulumi.ProviderResource {
  constructor(name: string, claim: Claim) {
    super(GUARD.name, name, { ...claim, ...packageFor(claim) });
  }
}

/**
 * What the engine keeps of a package with a parameter. An SDK of such a package registers it by a call that language hosts
 * of older versions do not pass on; what comes of that call is this, in the engine of 3.250.
 */
function packageFor(claim: Claim): object {
  const { version } = GUARD;
  return { version, __internal: { version, parameterization: parameterOf(claim).toString('base64') } };
}
