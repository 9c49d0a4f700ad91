import { createHash } from 'node:crypto';
import type { IConstruct } from 'constructs';
import { DNS_LABEL } from '../fields/dns-name';
import { invalid } from '../invalid';
import type { Volume as PodVolume } from '../kubernetes';
import { MADE_ELSEWHERE } from '../plan/made-elsewhere';
import { flag, nameOf, text } from '../props/checks';
import { checkArguments, needed, optional } from '../props/props';
import { AMOUNTS } from './quantity';
import type { MemoryQuantity, StorageQuantity } from './resources';

const VOLUME = Symbol.for('@dwcp/baseline.Volume');

/** By which containers share it: the pod calls it by a digest, where Kubernetes does not take the name. */
const ANY_NAME = needed(text('write the name that containers share it by', /\S/));

const OBJECT_NAME = needed(nameOf('what is there'));

const DISK = { storageClass: optional(nameOf('a StorageClass')) };

const CLAIM = { readOnly: optional(flag) };

/**
 * Files that containers of a pod share, or that are kept elsewhere.
 *
 * Not of a Secret: what a workload may know is granted to it, and comes with its rotation.
 */
export class Volume {
  /** An empty folder on the node's disk, which is gone with the pod. Containers that mount one name share it. */
  static scratch(name: string, size: StorageQuantity | MemoryQuantity): Volume {
    checkArguments('Volume.scratch(…)', { name, size }, { name: ANY_NAME, size: needed(AMOUNTS.memory) });
    return new Volume('scratch', name, { emptyDir: { sizeLimit: size } });
  }

  /** An empty folder in memory, which counts against the memory of the containers that write to it. */
  static memory(name: string, size: MemoryQuantity): Volume {
    checkArguments('Volume.memory(…)', { name, size }, { name: ANY_NAME, size: needed(AMOUNTS.memory) });
    return new Volume('memory', name, { emptyDir: { medium: 'Memory', sizeLimit: size } });
  }

  /** An empty disk of its own, made with the pod and deleted with it: for more than a node has to spare. */
  static scratchDisk(name: string, size: StorageQuantity, options: ScratchDiskOptions = {}): Volume {
    checkArguments(
      'Volume.scratchDisk(…)',
      { ...options, name, size },
      { name: ANY_NAME, size: needed(AMOUNTS.storage), ...DISK },
    );
    const { storageClass } = options;
    const spec = {
      accessModes: ['ReadWriteOnce'],
      ...(storageClass !== undefined && { storageClassName: storageClass }),
      resources: { requests: { storage: size } },
    };
    return new Volume('disk', name, { ephemeral: { volumeClaimTemplate: { spec } } });
  }

  /** A ConfigMap that somebody else makes: its files change in running pods, and nothing restarts them. */
  static configMap(name: string): Volume {
    checkArguments('Volume.configMap(…)', { name }, { name: OBJECT_NAME });
    return new Volume('configmap', name, { configMap: { name } }, true);
  }

  /** A PersistentVolumeClaim that exists already. */
  static claim(name: string, options: ClaimOptions = {}): Volume {
    checkArguments('Volume.claim(…)', { ...options, name }, { name: OBJECT_NAME, ...CLAIM });
    const { readOnly = false } = options;
    return new Volume('claim', name, { persistentVolumeClaim: { claimName: name, readOnly } }, readOnly);
  }

  /** By symbol, so that a second copy of this package in a consumer's tree is still recognised. */
  static isVolume(value: unknown): value is Volume {
    return typeof value === 'object' && value !== null && VOLUME in value;
  }

  /** What the pod calls it. */
  readonly name: string;
  /** Whether containers may only read it. */
  readonly readOnly: boolean;
  private readonly source: Omit<PodVolume, 'name'>;

  private constructor(kind: string, name: string, source: Omit<PodVolume, 'name'>, readOnly = false) {
    this.name = DNS_LABEL.test(`${kind}-${name}`) ? `${kind}-${name}` : `${kind}-${digest(name)}`;
    this.source = source;
    this.readOnly = readOnly;
    Object.defineProperty(this, VOLUME, { value: true });
  }

  /** As a pod lists it. */
  toPod(): PodVolume {
    return { name: this.name, ...this.source };
  }
}

/** What a pod says of its volumes that somebody else makes, so that nobody looks for them in the plan. */
export function madeElsewhere(volumes: readonly PodVolume[]): Readonly<Record<string, string>> {
  const names = volumes.flatMap(({ configMap, persistentVolumeClaim: claim }) => [
    ...(configMap ? [`ConfigMap/${configMap.name}`] : []),
    ...(claim ? [`PersistentVolumeClaim/${claim.claimName}`] : []),
  ]);
  return names.length === 0 ? {} : { [MADE_ELSEWHERE]: names.sort().join(', ') };
}

/** Which disk is made. */
export interface ScratchDiskOptions {
  /** @default - the cluster's default class */
  readonly storageClass?: string;
}

/** How a claim is mounted. */
export interface ClaimOptions {
  /** @default false - the containers may write to it */
  readonly readOnly?: boolean;
}

function digest(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16);
}

/** Each volume of a pod once, though several containers mount it. */
export function oneOfEach(workload: IConstruct, volumes: readonly PodVolume[]): PodVolume[] {
  const byName = new Map<string, PodVolume>();
  for (const volume of volumes) {
    const known = byName.get(volume.name) ?? volume;
    if (JSON.stringify(known) !== JSON.stringify(volume)) {
      throw invalid(workload, `has two volumes that are both '${volume.name}' and differ`, 'rename one, or share one');
    }
    byName.set(volume.name, known);
  }
  return [...byName.values()];
}
