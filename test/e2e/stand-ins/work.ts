import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, type LiveObject } from '../support/kubernetes-api';
import type { Site, StandIn } from './stand-in';
import type { WatchEvent } from './watch';

const AGAIN_MS = 500;

/** The work of one stand-in: one object at a time, each as it is when its turn comes, again and again until it is settled. */
export class Work {
  private readonly standIn: StandIn;
  private readonly site: Site;
  private readonly latest = new Map<string, LiveObject>();
  private readonly busy = new Set<string>();

  constructor(standIn: StandIn, site: Site) {
    this.standIn = standIn;
    this.site = site;
  }

  hear({ type, object }: WatchEvent): void {
    if (type === 'BOOKMARK' || type === 'ERROR') return;
    const { uid } = object.metadata;
    if (type === 'DELETED') this.latest.delete(uid);
    else this.latest.set(uid, object);
    if (!this.busy.has(uid)) void this.settle(uid);
  }

  private async settle(uid: string): Promise<void> {
    this.busy.add(uid);
    for (let object = this.latest.get(uid); object !== undefined; ) {
      const settled = await this.tried(object);
      const next = this.latest.get(uid);
      if (settled && next === object) break;
      if (!settled) await sleep(AGAIN_MS);
      object = this.latest.get(uid);
    }
    this.busy.delete(uid);
  }

  private async tried(object: LiveObject): Promise<boolean> {
    try {
      return await this.standIn.settle(object, this.site);
    } catch (error) {
      // Gone, or going with its namespace, in the meantime: what is still there is tried again.
      if (!(error instanceof ApiError && [403, 404, 409].includes(error.status))) console.error(error);
      return false;
    }
  }
}
