import type { KubernetesApi } from '../support/kubernetes-api';
import { type Actor, type Cast, nameOf, namespacesOf, type Port, pairsOf } from './cast';
import { reportPod } from './kubelet';
import type { Node } from './node';
import { Player } from './player';
import type { Answer } from './probe';

/** What was tried and what came of it. */
export interface Finding extends Port {
  readonly from: Actor;
  readonly to: Actor;
  readonly answer: Answer;
}

/** A cast on the node: everybody in a network namespace, every pod known to the API server. */
export class Stage {
  readonly cast: Cast;
  /** Addresses of its pods. */
  readonly podRange: string;
  private readonly api: KubernetesApi;
  private readonly players: ReadonlyMap<Actor, Player>;

  private constructor(cast: Cast, podRange: string, api: KubernetesApi, players: ReadonlyMap<Actor, Player>) {
    this.cast = cast;
    this.podRange = podRange;
    this.api = api;
    this.players = players;
  }

  static async open(node: Node, cast: Cast, subnet: number): Promise<Stage> {
    const players = new Map<Actor, Player>();
    const stage = new Stage(cast, `10.244.${subnet}.0/24`, node.api, players);
    try {
      await Promise.all(
        cast.actors.map(async (actor, index) => {
          const address = actor.kind === 'pod' ? `10.244.${subnet}.${index + 1}` : actor.address;
          players.set(actor, await Player.start(node, actor, address, cast.ports));
        }),
      );
      const everybody = [...players.values()];
      await Promise.all(everybody.map((one) => one.meet(everybody.filter((other) => other !== one))));
      await stage.post();
    } catch (error) {
      await stage.close();
      throw error;
    }
    return stage;
  }

  /** Probes every port of every pair; all callers at once. */
  async probe(pairs = pairsOf(this.cast), ports = this.cast.ports): Promise<readonly Finding[]> {
    const callers = [...new Set(pairs.map(([from]) => from))];
    const findings = callers.map(async (from) => {
      const tries = pairs
        .filter((pair) => pair[0] === from)
        .flatMap(([, to]) => ports.map((port) => ({ ...port, to, address: this.addressOf(to) })));
      const answers = await this.player(from).ask(
        tries.map(({ address, port, protocol }) => ({ address, port, protocol })),
      );
      return tries.map(({ to, port, protocol }, index) => ({ from, to, port, protocol, answer: answers[index]! }));
    });
    return (await Promise.all(findings)).flat();
  }

  addressOf(actor: Actor): string {
    return this.player(actor).address;
  }

  get namespaces(): readonly string[] {
    return Object.keys(this.cast.namespaces);
  }

  async close(): Promise<void> {
    await Promise.all([...this.players.values()].map((player) => player.stop()));
    for (const namespace of this.namespaces) {
      // At once: there is no kubelet to end them in an orderly way.
      await this.api.request('DELETE', `${await this.api.path('v1', 'Pod', namespace)}?gracePeriodSeconds=0`);
    }
  }

  private async post(): Promise<void> {
    for (const namespace of namespacesOf(this.cast)) await this.api.apply(namespace);
    const pods = this.cast.actors.filter((actor) => actor.kind === 'pod');
    await Promise.all(pods.map((pod) => reportPod(this.api, pod, this.addressOf(pod))));
  }

  private player(actor: Actor): Player {
    const player = this.players.get(actor);
    if (player === undefined) throw new Error(`${nameOf(actor)} is not on the stage`);
    return player;
  }
}
