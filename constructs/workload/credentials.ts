import type { Volume, VolumeMount } from '../kubernetes';

/** Folder with one folder of credentials for each thing that the workload was granted. */
export const CREDENTIALS = '/var/run/secrets/dwcp';

/** Files of one Secret to mount. */
export interface MountedSecret {
  /** Folder under the credentials folder, named for what the credential opens. */
  readonly folder: string;
  /** What to take of each Secret, and no more: the file that each key appears as. */
  readonly sources: readonly { readonly secret: string; readonly files: Readonly<Record<string, string>> }[];
}

/** Where a container finds what was granted. */
export function credentialMount({ folder }: MountedSecret): VolumeMount {
  return { name: `secret-${folder}`, mountPath: `${CREDENTIALS}/${folder}`, readOnly: true };
}

export function credentialVolume({ folder, sources }: MountedSecret): Volume {
  return {
    name: `secret-${folder}`,
    projected: {
      // Readable by the group, which is the container's own (fsGroup).
      defaultMode: 0o440,
      sources: sources.map(({ secret, files }) => ({
        secret: { name: secret, items: Object.entries(files).map(([key, path]) => ({ key, path })) },
      })),
    },
  };
}
