import type { PodTemplateSpec } from '../api/core-v1';
import type { CustomObject } from './custom-object';

/** The fields that we set of CloudNativePG 1.30's resources. https://cloudnative-pg.io/documentation/1.30/cloudnative-pg.v1/ */
export interface Cluster extends CustomObject<'postgresql.cnpg.io/v1', 'Cluster'> {
  readonly spec: {
    readonly instances: number;
    readonly imageName: string;
    readonly storage: Disk;
    readonly walStorage?: Disk;
    readonly priorityClassName?: string;
    readonly resources: PodTemplateResources;
    readonly inheritedMetadata: { readonly labels: Readonly<Record<string, string>> };
    readonly enableSuperuserAccess: boolean;
    readonly enablePDB: boolean;
    readonly smartShutdownTimeout: number;
    readonly postgresql: {
      readonly parameters: Readonly<Record<string, string>>;
      readonly pg_hba: readonly string[];
      readonly synchronous?: {
        readonly method: 'any' | 'first';
        readonly number: number;
        readonly dataDurability: 'required' | 'preferred';
        readonly failoverQuorum: boolean;
      };
    };
    readonly bootstrap: {
      readonly initdb: {
        readonly database: string;
        readonly owner: string;
        readonly dataChecksums: boolean;
        readonly postInitApplicationSQL: readonly string[];
      };
    };
    readonly certificates: { readonly serverAltDNSNames: readonly string[] };
    readonly probes: {
      readonly startup: { readonly periodSeconds: number };
      readonly readiness: { readonly periodSeconds: number };
    };
    readonly affinity: {
      readonly enablePodAntiAffinity: boolean;
      readonly podAntiAffinityType: 'required' | 'preferred';
      readonly topologyKey: string;
    };
    readonly plugins?: readonly ClusterPlugin[];
  };
}

interface Disk {
  readonly size: string;
  readonly storageClass?: string;
}

/** What of CloudNativePG's work somebody else does: what is told to whom. */
export interface ClusterPlugin {
  readonly name: string;
  readonly isWALArchiver: boolean;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Pooler extends CustomObject<'postgresql.cnpg.io/v1', 'Pooler'> {
  readonly spec: {
    readonly cluster: { readonly name: string };
    readonly type: 'rw' | 'ro';
    readonly instances: number;
    readonly pgbouncer: {
      readonly poolMode: 'session' | 'transaction';
      readonly pg_hba: readonly string[];
      readonly parameters: Readonly<Record<string, string>>;
    };
    readonly template: PodTemplateSpec;
  };
}

export interface DatabaseRole extends CustomObject<'postgresql.cnpg.io/v1', 'DatabaseRole'> {
  readonly spec: {
    readonly cluster: { readonly name: string };
    readonly name: string;
    readonly login: boolean;
    readonly inRoles: readonly string[];
    readonly clientCertificate: { readonly enabled: boolean };
    readonly databaseRoleReclaimPolicy: 'delete' | 'retain';
  };
}

export interface ScheduledBackup extends CustomObject<'postgresql.cnpg.io/v1', 'ScheduledBackup'> {
  readonly spec: {
    readonly cluster: { readonly name: string };
    /** Of six fields, the first of them seconds. */
    readonly schedule: string;
    readonly method: 'plugin';
    readonly pluginConfiguration: { readonly name: string };
    readonly immediate: boolean;
    readonly backupOwnerReference: 'none' | 'self' | 'cluster';
  };
}

interface PodTemplateResources {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
}
