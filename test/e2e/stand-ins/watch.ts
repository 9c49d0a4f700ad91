import { type Agent, request } from 'node:https';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Credentials } from '../support/kubeconfig';
import type { LiveObject } from '../support/kubernetes-api';

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: LiveObject;
}

/** Tells of every object of a collection, and of each change to one, for ever: a server that goes away is asked again. */
export async function watch(
  { url, token }: Credentials,
  agent: Agent,
  collection: string,
  tell: (event: WatchEvent) => void,
): Promise<never> {
  for (;;) {
    await once(`${url}${collection}?watch=true`, { agent, headers: { Authorization: `Bearer ${token}` } }, tell);
    await sleep(200);
  }
}

/** Without a version to start from, the server begins with what is there. */
function once(url: string, options: object, tell: (event: WatchEvent) => void): Promise<void> {
  return new Promise((resolve) => {
    const outgoing = request(url, options, (incoming) => {
      incoming.on('error', () => resolve());
      createInterface({ input: incoming })
        .on('line', (line) => incoming.statusCode === 200 && tell(JSON.parse(line) as WatchEvent))
        // It tells of the errors of what it reads, too.
        .on('error', () => resolve())
        .on('close', () => resolve());
    });
    outgoing.on('error', () => resolve());
    outgoing.end();
  });
}
