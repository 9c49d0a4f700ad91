import * as pulumi from '@pulumi/pulumi';
import type { Plan } from '../../constructs';
import { Branches, ENVIRONMENT, placeOf } from './branches';
import { comparedCluster } from './cluster/kube-system';
import { Declared } from './declared/declared';
import { goneWith } from './declared/gone-with';
import { tellWhenLate } from './declared/late';
import { Ownerships } from './declared/ownership';
import { protectionOf } from './declared/protection';
import { toldBy } from './declared/told-by';
import { Turns } from './declared/turns';
import { waitingOf } from './declared/waiting';
import type { DeployOptions } from './options';
import { type BaselineOutputs, outputsOf } from './outputs';
import { Sentinel } from './sentinel';

/**
 * One environment in Pulumi's tree: a branch for each namespace, one for what is cluster-wide and one for Vault.
 *
 * What depends on it waits for everything in it. It has no plugin.
 */
export class Baseline extends pulumi.ComponentResource implements BaselineOutputs {
  /** What was declared, by its id in the plan, such as `apps/v1/Deployment dwcp/dwcp-api`. */
  readonly resources: ReadonlyMap<string, pulumi.CustomResource>;
  /** The namespaces, once they are there. */
  readonly namespaces: BaselineOutputs['namespaces'];
  /** The public names of its Gateways, once they are there. */
  readonly gatewayHosts: BaselineOutputs['gatewayHosts'];
  /** What the cluster's DNS calls its Services, once they are there. */
  readonly serviceNames: BaselineOutputs['serviceNames'];
  /** What it has in Vault, by kind, once it is there. */
  readonly vaultPaths: BaselineOutputs['vaultPaths'];
  /** What is to be signed for authorities below a root, once Vault has made it. */
  readonly certificateRequests: BaselineOutputs['certificateRequests'];
  /** A fingerprint of the plan, once all of it is there. */
  readonly deployed: BaselineOutputs['deployed'];

  constructor(plan: Plan, { kubernetes, vault, dependsOn = [], ...tree }: DeployOptions) {
    const providers = { kubernetes, ...(vault && { vault }) };
    super(ENVIRONMENT, plan.environment, {}, { ...tree, providers: Object.values(providers) });
    const branches = new Branches(this, plan.environment);
    const [homes, ownerships] = [goneWith(plan), new Ownerships(plan)];
    const turns = new Turns();
    const first = [...dependsOn, comparedCluster(plan, { provider: kubernetes, parent: this })];
    const declared = new Map<string, Declared>();
    const later = toldBy(declared);
    for (const resource of plan.resources) {
      const home = declared.get(homes.get(resource.id) ?? '');
      const [waiting, ownership] = [waitingOf(resource), ownerships.of(resource)];
      // The rest waits with those that wait for nothing else.
      const after = resource.dependsOn.length > 0 ? resource.dependsOn.map((id) => declared.get(id)!) : first;
      const turn = turns.inTurn(after);
      const declaration = new Declared(resource, {
        parent: branches.of(resource),
        // Below something of the program's own, only Pulumi knows where.
        place: tree.parent === undefined ? placeOf(resource) : undefined,
        provider: providers[resource.api]!,
        dependsOn: turn,
        later,
        annotations: { ...waiting.annotations, ...ownership.annotations },
        ...waiting.options,
        ...ownership.options,
        ...protectionOf(resource, plan),
        ...(home && { deletedWith: home }),
      });
      if (waiting.late) tellWhenLate(resource.id, declaration, turn, waiting.late);
      declared.set(resource.id, declaration);
    }
    new Sentinel(plan, declared, this);
    this.resources = declared;
    const outputs = outputsOf(plan, declared);
    this.namespaces = outputs.namespaces;
    this.gatewayHosts = outputs.gatewayHosts;
    this.serviceNames = outputs.serviceNames;
    this.vaultPaths = outputs.vaultPaths;
    this.certificateRequests = outputs.certificateRequests;
    this.deployed = outputs.deployed;
    this.registerOutputs({ ...outputs });
  }
}
