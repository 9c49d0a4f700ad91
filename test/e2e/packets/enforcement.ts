import type { Manifest } from '../../../constructs/plan/resource';
import { eventually } from '../support/eventually';
import type { CastPod } from './cast';
import type { Node } from './node';
import { Stage } from './stage';

const POLICY = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' } as const;
const CANARY = 'canary';
const PORTS = [
  { port: 7001, protocol: 'TCP' },
  { port: 7002, protocol: 'TCP' },
] as const;
const [CALLER, CALLEE] = [canaryPod('caller'), canaryPod('callee')];

/**
 * Policies in force on a node.
 *
 * How to know that they are: two pods of its own, whose policy opens one of two ports in turn. The API server reports
 * policies in the order of their changes, and the enforcer puts all that it knows of in place at once. So when the
 * canary's last change has reached its packets, every earlier change of a policy has reached everybody's.
 */
export class Enforcement {
  private readonly node: Node;
  private readonly canary: Stage;
  private turn = 0;

  private constructor(node: Node, canary: Stage) {
    this.node = node;
    this.canary = canary;
  }

  static async start(node: Node): Promise<Enforcement> {
    const cast = { namespaces: { [CANARY]: {} }, actors: [CALLER, CALLEE], ports: PORTS };
    return new Enforcement(node, await Stage.open(node, cast, 255));
  }

  /** Makes these the only policies in the namespaces of a stage, and waits until its packets are treated accordingly. */
  async enforce(stage: Stage, policies: readonly Manifest[]): Promise<void> {
    const { api } = this.node;
    for (const namespace of stage.namespaces) {
      await api.request('DELETE', await api.path(POLICY.apiVersion, POLICY.kind, namespace));
    }
    for (const policy of policies) await api.apply(policy);
    await this.caughtUp();
  }

  stop(): Promise<void> {
    return this.canary.close();
  }

  private async caughtUp(): Promise<void> {
    this.turn = 1 - this.turn;
    const { port } = PORTS[this.turn]!;
    const policy: Manifest = {
      ...POLICY,
      metadata: { name: CANARY, namespace: CANARY },
      spec: { podSelector: { matchLabels: CALLEE.labels }, ingress: [{ ports: [{ port }] }] },
    };
    await this.node.api.apply(policy);
    await eventually(
      async () => {
        const findings = await this.canary.probe([[CALLER, CALLEE]]);
        return findings.every((finding) => (finding.port === port) === (finding.answer !== 'refused'));
      },
      { what: 'policies in force', timeoutMs: 30_000, everyMs: 20 },
    );
  }
}

/** Denies everything to and from every pod of a stage. */
export function denyAll({ namespaces }: Stage): readonly Manifest[] {
  return namespaces.map((namespace) => ({
    ...POLICY,
    metadata: { name: 'deny-all', namespace },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  }));
}

function canaryPod(name: string): CastPod {
  return { kind: 'pod', namespace: CANARY, name, labels: { app: name }, containerPorts: [], party: name };
}
