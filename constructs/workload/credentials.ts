import type { Volume, VolumeMount } from '../kubernetes';

/** Folder with one folder of credentials for each thing that the workload was granted. */
export const CREDENTIALS = '/var/run/secrets/dwcp';

/** What Kubernetes gives by default; the kubelet renews it at four fifths. */
const TOKEN_SECONDS = 3600;

/** Files of a Secret, by key: no other key of it appears. */
interface SecretFiles {
  readonly secret: string;
  readonly files: Readonly<Record<string, string>>;
}

/** A token of the workload's own service account, of use to its audience alone. It lives for an hour, and is renewed in its file. */
interface TokenFile {
  readonly token: string;
  readonly file: string;
}

/** Files of a ConfigMap, by key: what goes with a credential and is no secret, such as whom it is to trust. */
interface ConfigFiles {
  readonly config: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Files of one Secret to mount. */
export interface MountedSecret {
  /** Folder under the credentials folder, named for what the credential opens. */
  readonly folder: string;
  /**
   * The one container beside the workload's own that it is for, by name.
   *
   * @default - the workload's own, and those beside it that get what it is granted
   */
  readonly container?: string;
  /** What to take of each Secret or ConfigMap, and no more: the file that each key appears as. */
  readonly sources: readonly (SecretFiles | TokenFile | ConfigFiles)[];
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
      sources: sources.map(projected),
    },
  };
}

function projected(source: MountedSecret['sources'][number]) {
  if ('token' in source) {
    return { serviceAccountToken: { audience: source.token, expirationSeconds: TOKEN_SECONDS, path: source.file } };
  }
  const items = Object.entries(source.files).map(([key, path]) => ({ key, path }));
  return 'config' in source
    ? { configMap: { name: source.config, items } }
    : { secret: { name: source.secret, items } };
}
