import { X509Certificate } from 'node:crypto';
import { type Asked, AUTHORITY_MARGIN_SECONDS, type Rotating } from './rotating';
import type { Vault } from './vault';

/** When the newest of a credential was made, and when the next one has to be there, in milliseconds. */
export interface Age {
  readonly made: number;
  readonly next: number;
}

/** What Vault says of how old a credential is; undefined where there is none. @throws Untold */
export async function ageOf({ asked, withinSeconds = 0 }: Rotating, vault: Vault): Promise<Age | undefined> {
  if (asked.kind === 'authority') return authorityAge(asked, vault);
  const made = await newestOf(asked, vault);
  return made === undefined ? undefined : { made, next: made + withinSeconds * 1_000 };
}

function newestOf(asked: Exclude<Asked, { kind: 'authority' }>, vault: Vault): Promise<number | undefined> {
  if (asked.kind === 'key') return newestVersion(asked.path, vault);
  if (asked.kind === 'secret') return newestValue(asked.path, vault);
  return asked.kind === 'login' ? newestLogin(asked, vault) : newestCertificate(asked, vault);
}

/** https://developer.hashicorp.com/vault/api-docs/secret/transit#read-key: each version, and when it was made, in seconds. */
async function newestVersion(path: string, vault: Vault): Promise<number | undefined> {
  const key = await vault.read<{ readonly keys: Readonly<Record<string, number>> }>(path);
  return latest(Object.values(key?.keys ?? {}).map((seconds) => seconds * 1_000));
}

interface KeptVersions {
  readonly current_version: number;
  readonly versions: Readonly<Record<string, KeptVersion>>;
}

interface KeptVersion {
  readonly created_time: string;
  /** Empty where it was not. */
  readonly deletion_time: string;
  readonly destroyed: boolean;
}

/** A value that was taken away is none. */
async function newestValue(path: string, vault: Vault): Promise<number | undefined> {
  const kept = await vault.read<KeptVersions>(path);
  const current = kept?.versions[kept.current_version];
  if (current === undefined || current.destroyed || current.deletion_time !== '') return undefined;
  return Date.parse(current.created_time);
}

async function newestLogin(
  { mount, role }: Extract<Asked, { kind: 'login' }>,
  vault: Vault,
): Promise<number | undefined> {
  const below = `${mount}/creds/${role}`;
  const leases = await Promise.all(
    (await vault.list(`sys/leases/lookup/${below}`)).map((id) => vault.lease(`${below}/${id}`)),
  );
  // One that ended between the two questions is gone.
  return latest(leases.flatMap((lease) => (lease === undefined ? [] : [Date.parse(lease.issue_time)])));
}

async function newestCertificate(
  { mount, name }: Extract<Asked, { kind: 'certificate' }>,
  vault: Vault,
): Promise<number | undefined> {
  const serials = await vault.list(`${mount}/certs`);
  const all = await Promise.all(
    serials.map((serial) => vault.read<{ readonly certificate: string }>(`${mount}/cert/${serial}`)),
  );
  const own = all
    .flatMap((one) => (one === undefined ? [] : [new X509Certificate(one.certificate)]))
    .filter(({ subject, ca }) => !ca && subject.split('\n').includes(`CN=${name}`));
  return latest(own.map(({ validFrom }) => Date.parse(validFrom)));
}

async function authorityAge(
  { mount, issuer }: Extract<Asked, { kind: 'authority' }>,
  vault: Vault,
): Promise<Age | undefined> {
  const found = await vault.read<{ readonly certificate: string }>(`${mount}/issuer/${issuer}`);
  if (found === undefined) return undefined;
  const certificate = new X509Certificate(found.certificate);
  const [made, end] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  const isRoot = certificate.checkIssued(certificate);
  return { made, next: isRoot ? end - AUTHORITY_MARGIN_SECONDS * 1_000 : (made + end) / 2 };
}

function latest(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : Math.max(...times);
}
