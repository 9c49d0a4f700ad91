import { cpSync } from 'node:fs';
import type { ObjectStore } from '../../../constructs/operators/barman-cloud';
import { BARMAN, PYTHON } from './programs';

type Told = ObjectStore['spec'];

/** What a Secret has, by its keys. */
export type SecretData = Readonly<Record<string, string>>;

/**
 * What the plugin makes of an ObjectStore: the programs that it runs, with what arguments and variables.
 *
 * In the order of https://github.com/cloudnative-pg/barman-cloud, 0.5.1: pkg/archiver, pkg/backup, pkg/command and pkg/restorer.
 */
export class BarmanCloud {
  readonly env: Readonly<Record<string, string>>;
  private readonly told: Told;
  private readonly server: string;

  /** `folder` is copied to, for a user who cannot read the cache; `authority` is where it is mounted. */
  constructor(folder: string, of: { told: Told; server: string; secret: SecretData; authority: string }) {
    const { told, server, secret, authority } = of;
    this.told = told;
    this.server = server;
    cpSync(BARMAN, folder, { recursive: true });
    const { endpointCA, s3Credentials } = told.configuration;
    this.env = {
      PYTHONPATH: folder,
      PYTHONDONTWRITEBYTECODE: '1',
      ...Object.fromEntries(told.instanceSidecarConfiguration.env.map(({ name, value }) => [name, value])),
      ...(endpointCA && { AWS_CA_BUNDLE: authority }),
      AWS_ACCESS_KEY_ID: secret[s3Credentials.accessKeyId.key]!,
      AWS_SECRET_ACCESS_KEY: secret[s3Credentials.secretAccessKey.key]!,
    };
  }

  get backup(): readonly string[] {
    const { compression, encryption } = this.told.configuration.data;
    const how = ['-U', 'postgres', '-n', 'backup-tried', `--${compression}`, '--encryption', encryption];
    return this.program('cloud_backup', [...how, ...this.endpoint, ...this.provider, ...this.place]);
  }

  get archive(): readonly string[] {
    const { compression, encryption } = this.told.configuration.wal;
    const how = [`--${compression}`, '-e', encryption];
    return this.program('cloud_walarchive', [...how, ...this.endpoint, ...this.provider, ...this.place]);
  }

  get list(): readonly string[] {
    return this.program('cloud_backup_list', ['--format', 'json', ...this.endpoint, ...this.provider, ...this.place]);
  }

  get restoreLog(): readonly string[] {
    return this.program('cloud_walrestore', [...this.endpoint, ...this.provider, ...this.place]);
  }

  restore(backup: string, folder: string): readonly string[] {
    return this.program('cloud_restore', [...this.provider, ...this.endpoint, ...this.place, backup, folder]);
  }

  /** `30d`, as the plugin writes it. */
  get retention(): readonly string[] {
    const policy = this.told.retentionPolicy.replace(/^(\d+)d$/, 'RECOVERY WINDOW OF $1 DAYS');
    const how = ['--retention-policy', policy];
    return this.program('cloud_backup_delete', [...this.endpoint, ...this.provider, ...how, ...this.place]);
  }

  private get endpoint(): readonly string[] {
    return ['--endpoint-url', this.told.configuration.endpointURL];
  }

  private get provider(): readonly string[] {
    return ['--cloud-provider', 'aws-s3'];
  }

  private get place(): readonly string[] {
    return [this.told.configuration.destinationPath, this.server];
  }

  private program(module: string, args: readonly string[]): readonly string[] {
    return [PYTHON, '-m', `barman.clients.${module}`, ...args];
  }
}
