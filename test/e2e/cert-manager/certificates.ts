import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../../constructs/plan/resource';
import { run } from '../servers/command';
import { eventually } from '../support/eventually';
import type { Identity, KubernetesApi, LiveObject } from '../support/kubernetes-api';
import { world } from '../support/world';

export const DAY = 86_400_000;

/** What cert-manager writes of a certificate. */
export interface Status {
  readonly revision?: number;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly renewalTime: string;
  readonly conditions: readonly Readonly<Record<string, unknown>>[];
}

/** What becomes of Certificates in a cluster. */
export class Certificates {
  private readonly api: KubernetesApi;

  constructor(api: KubernetesApi) {
    this.api = api;
  }

  /**
   * What cert-manager says of a certificate, once it has issued it, and another one than a former one.
   *
   * Its controllers write one status, each its part: for a moment the revision is of one certificate, and the times are of the next.
   */
  issued(certificate: Identity, former?: Status): Promise<Status> {
    const done = async () => {
      const status = await this.status(certificate);
      if (status?.renewalTime === undefined || status.revision === undefined) return undefined;
      return status.notBefore === former?.notBefore ? undefined : status;
    };
    return eventually(done, { what: `${certificate.metadata.name} issued`, timeoutMs: 60_000 });
  }

  /** A condition of what cert-manager looks after, once it has that status. */
  condition(of: Identity, type: string, status: 'False' | 'True'): Promise<Readonly<Record<string, unknown>>> {
    const said = async () => {
      const all = (await this.status(of))?.conditions;
      return all?.find((one) => one['type'] === type && one['status'] === status);
    };
    return eventually(said, { what: `${of.metadata.name} ${type}: ${status}`, timeoutMs: 60_000 });
  }

  /** What is in the Secret of a certificate. */
  async kept({ metadata: { name, namespace } }: Manifest): Promise<Readonly<Record<string, string>>> {
    const secret = await this.api.get({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: namespace! } });
    const data = Object.entries((secret as LiveObject)['data'] as Record<string, string>);
    return Object.fromEntries(data.map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));
  }

  private async status(of: Identity): Promise<Status | undefined> {
    return (await this.api.get(of))?.['status'] as Status | undefined;
  }
}

/** What OpenSSL says of a chain for a server of that name, below an authority. */
export async function verified(chain: string, name: string, authorityFile: string): Promise<string> {
  const file = join(world().runDir, `${name}.pem`);
  writeFileSync(file, chain);
  const asked = ['-x509_strict', '-purpose', 'sslserver', '-verify_hostname', name, '-CAfile', authorityFile];
  return (await run('openssl', ['verify', ...asked, '-untrusted', file, file])).trim();
}
