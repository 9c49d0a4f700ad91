import { setTimeout as sleep } from 'node:timers/promises';
import type { Manifest } from '../../../constructs/plan/resource';
import type { Place } from '../servers/process';
import { eventually } from '../support/eventually';
import type { Cast } from './cast';
import { type Comparison, compare, everything } from './comparison';
import { denyAll, Enforcement } from './enforcement';
import { type Node, startNode } from './node';
import { predictionOf } from './prediction';
import { specificationOf } from './specification';
import { Stage } from './stage';
import { policiesIn } from './topology';

/** Several times what an update takes. */
const REST_MS = 1_000;

/** A node and what it enforces. */
export class Trial {
  private readonly node: Node;
  private readonly enforcement: Enforcement;
  private stages = 0;

  private constructor(node: Node, enforcement: Enforcement) {
    this.node = node;
    this.enforcement = enforcement;
  }

  static async start(place: Place): Promise<Trial> {
    const node = await startNode(place);
    try {
      return new Trial(node, await Enforcement.start(node));
    } catch (error) {
      await node.stop();
      throw error;
    }
  }

  /** Puts a cast on the node. @throws when anything but a policy closes a port, or a policy cannot close each of them. */
  async stage(cast: Cast): Promise<Stage> {
    this.stages += 1;
    const stage = await Stage.open(this.node, cast, this.stages);
    try {
      await this.showBoth(stage);
    } catch (error) {
      await stage.close();
      throw error;
    }
    return stage;
  }

  /** What becomes of packets under some policies, beside what is computed from the objects that these come from. */
  async compare(stage: Stage, policies: readonly Manifest[], objects = policies): Promise<Comparison> {
    await this.enforcement.enforce(stage, policies);
    const computed = predictionOf(objects, stage.cast, stage.podRange);
    const specified = specificationOf(policiesIn(objects), stage.cast, (actor) => stage.addressOf(actor));
    const first = compare(await stage.probe(), computed, specified);
    if (first.disagreements.length === 0) return first;
    // An update that follows the canary's replaces addresses before it replaces the rules that they are for.
    await sleep(REST_MS);
    const second = compare(await stage.probe(), computed, specified);
    const { disagreements } = second;
    return { ...second, momentary: first.disagreements.filter((one) => !disagreements.includes(one)).length };
  }

  async stop(): Promise<void> {
    await this.enforcement.stop();
    await this.node.stop();
  }

  private async showBoth(stage: Stage): Promise<void> {
    await this.enforcement.enforce(stage, []);
    let closed: readonly string[] = [];
    const allOpen = async () => {
      closed = compare(await stage.probe(), everything('open')).disagreements;
      return closed.length === 0;
    };
    // A pod that has just begun to listen may not be heard at once on a machine with much else to do.
    await eventually(allOpen, { what: 'everything open', timeoutMs: 20_000 }).catch(() => undefined);
    if (closed.length > 0) throw new Error(`without policies not all is open: ${closed.join('\n')}`);
    await this.enforcement.enforce(stage, denyAll(stage));
    const allClosed = async () => compare(await stage.probe(), everything('closed')).disagreements.length === 0;
    // Pods are reported apart from policies, so the canary does not say that the enforcer knows of them all.
    await eventually(allClosed, { what: 'everything denied', timeoutMs: 20_000 });
  }
}
