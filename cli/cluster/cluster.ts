import { printable } from '../terminal/printable';
import { kubectlGet, kubectlPut, Unreadable } from './kubectl';

/** What every object has. */
export interface Live {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly deletionTimestamp?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** A live cluster. What was read once is not asked for again, unless it has to be fresh. */
export interface Cluster {
  /** Undefined where there is no such object, or no such kind. @throws Unreadable */
  get<Value>(path: string): Promise<Value | undefined>;
  /** Empty where there is none, or no such kind. @throws Unreadable */
  list<Item extends Live>(path: string, labelSelector?: string): Promise<readonly Item[]>;
  /** As text, such as metrics. @throws Unreadable */
  text(path: string): Promise<string | undefined>;
  /** As it is now, whatever was read before. @throws Unreadable */
  fresh<Value>(path: string): Promise<Value | undefined>;
  /** Puts an object in the place of what is at a path: the one thing that changes something. @throws Unreadable */
  put(path: string, object: object): Promise<void>;
}

/** The cluster that a context of the kubeconfig leads to; undefined is the current one. */
export function clusterOf(context: string | undefined): Cluster {
  const answers = new Map<string, Promise<string | undefined>>();
  const text = (path: string) => {
    const answer = answers.get(path) ?? kubectlGet(context, path);
    answers.set(path, answer);
    return answer;
  };
  const decoded = <Value>(answer: string | undefined, path: string) =>
    answer === undefined ? undefined : (parsed(answer, path) as Value);
  const get = async <Value>(path: string) => decoded<Value>(await text(path), path);
  return {
    text,
    get,
    fresh: async <Value>(path: string) => decoded<Value>(await kubectlGet(context, path), path),
    put: (path, object) => kubectlPut(context, path, object),
    async list<Item extends Live>(path: string, labelSelector = ''): Promise<readonly Item[]> {
      const query = labelSelector === '' ? '' : `?labelSelector=${encodeURIComponent(labelSelector)}`;
      return (await get<{ readonly items?: readonly Item[] }>(`${path}${query}`))?.items ?? [];
    },
  };
}

function parsed(answer: string, path: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    throw new Unreadable(`${path} is answered by something else than JSON: ${printable(answer.slice(0, 60))}`, false);
  }
}

/** `k8s-app=kube-dns,tier=node`, of labels. */
export function written(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

/** Whether something has all of these labels. */
export function hasLabels({ metadata }: Live, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value);
}

/** `monitoring/prometheus-0`. */
export function called({ metadata: { name, namespace } }: Live): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
