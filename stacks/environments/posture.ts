import type { Posture, Resources, StorageQuantity } from '@dwcp/baseline';

/** Postgres instances, the primary included. An even number has no majority when half of it is lost. */
export const POSTGRES_INSTANCES = [1, 3, 5] as const;

/** Postgres instances where data is protected: a standby remains when one is lost. */
export const PROTECTED_POSTGRES_INSTANCES = [3, 5] as const;

/** Copies of which one may be lost or drained without an outage. Above nine, load should decide: autoscale. */
export const SEVERAL = [2, 3, 4, 5, 6, 7, 8, 9] as const;

type PostgresInstances = (typeof POSTGRES_INSTANCES)[number];
type ProtectedPostgresInstances = (typeof PROTECTED_POSTGRES_INSTANCES)[number];
type Several = (typeof SEVERAL)[number];

interface Replicated<Count extends number> {
  readonly scale: Count;
  readonly resources: Resources;
}

interface PostgresPosture<Instances extends PostgresInstances, Poolers extends number> {
  readonly instances: Instances;
  /** Disk of each instance. Growing it is safe; Kubernetes refuses to shrink it. */
  readonly storage: StorageQuantity;
  readonly resources: Resources;
  readonly pooler: { readonly instances: Poolers; readonly resources: Resources };
  readonly credentials: {
    /** How long a database login lives. It is renewed well before; a stolen one is of use for no longer than this. */
    readonly ttlHours: number;
  };
}

interface Common extends Posture {
  readonly report: { readonly resources: Resources };
  readonly redis: {
    readonly storage: StorageQuantity;
    readonly resources: Resources;
  };
}

/** Data may be lost with the environment, so an outage is allowed too: one of each is enough. */
export interface Disposable extends Common {
  readonly data: 'disposable';
  readonly api: Replicated<number>;
  readonly worker: Replicated<number>;
  readonly postgres: PostgresPosture<PostgresInstances, number>;
}

/** Data must survive, and so must the service: the compiler refuses what stops when one node or zone does. */
export interface Protected extends Common {
  readonly data: 'protected';
  readonly zoneSpread: 'required';
  readonly enforcement: 'enforced';
  readonly api: Replicated<Several>;
  readonly worker: Replicated<Several>;
  readonly postgres: PostgresPosture<ProtectedPostgresInstances, Several>;
}

/** How strict one environment of the platform is, and how much it runs: plain data, read once by `stacks/platform.ts`. */
export type EnvironmentPosture = Disposable | Protected;
