import type { CustomObject } from './custom-object';

/** What a Cluster of CloudNativePG, and a backup of it, call the plugin. */
export const BARMAN_CLOUD = 'barman-cloud.cloudnative-pg.io';

/** A key of a Secret. */
interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/** How files of one kind are stored. */
interface Stored {
  readonly compression: 'gzip';
  readonly encryption: 'AES256';
}

/** The fields that we set of the plugin's 0.15. https://cloudnative-pg.io/plugin-barman-cloud/docs/plugin-barman-cloud.v1/ */
export interface ObjectStore extends CustomObject<'barmancloud.cnpg.io/v1', 'ObjectStore'> {
  readonly spec: {
    readonly configuration: {
      readonly destinationPath: string;
      readonly endpointURL: string;
      readonly endpointCA?: SecretKey;
      readonly s3Credentials: { readonly accessKeyId: SecretKey; readonly secretAccessKey: SecretKey };
      readonly data: Stored;
      readonly wal: Stored;
    };
    readonly retentionPolicy: `${number}d`;
    readonly instanceSidecarConfiguration: {
      readonly env: readonly { readonly name: string; readonly value: string }[];
      readonly resources: {
        readonly requests: Readonly<Record<string, string>>;
        readonly limits: Readonly<Record<string, string>>;
      };
    };
  };
}
