import { clusterCidr } from '../fields/address';
import { authorityCertificate } from '../fields/certificate';
import { dnsLabel } from '../fields/dns-name';
import type { Field } from '../fields/field';
import { group } from '../fields/group';
import { httpsAddress } from '../fields/https';
import { imageByDigest } from '../fields/image';
import { list } from '../fields/list';
import { optional } from '../fields/optional';
import { type Check, text } from '../fields/text';

/** Where the environment's backups are kept: a bucket that is spoken to as S3 is, over TLS. */
export interface BackupFacts {
  /** Address of the store, such as `https://s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  /** Bucket that is there already. Each database has a folder of its own in it: `<environment>/<namespace>/<database>`. */
  readonly bucket: string;
  /** Region that requests to the store are signed for, such as `eu-central-1`. */
  readonly region: string;
  /** Networks that the endpoint has its addresses in: the only ones that a database may send its backups to. */
  readonly ranges: readonly string[];
  /**
   * Image of the plugin's own programs, which restore drills run, by digest:
   * `ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:v0.15.0@sha256:…`. Of the version that the cluster's plugin has.
   */
  readonly image: string;
  /**
   * PEM of the authority that signed the store's certificate.
   *
   * @default - the authorities that the plugin's image trusts, which is right for a public cloud
   */
  readonly authorityCertificate?: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucketName: Check = (name, find) =>
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)
    ? undefined
    : `'${name}' is no bucket's name, which is 3 to 63 lower-case letters, digits, dots and hyphens; ${find}`;

const RANGES =
  "give the networks of the store's addresses, e.g. 203.0.113.0/24; a cloud publishes those of its regions";

/** The fields of the facts about backups, for a platform that cannot do without: `{ ...FACTS, backups: BACKUPS }`. */
export const BACKUPS: Field<BackupFacts> = group({
  endpoint: text('give the address of the store, e.g. https://s3.eu-central-1.amazonaws.com', httpsAddress),
  bucket: text('name the bucket for backups, without s3://', bucketName),
  region: text(
    'give the region that the bucket is in, e.g. eu-central-1; us-east-1 where the store has none',
    dnsLabel,
  ),
  ranges: list(RANGES, text(RANGES, clusterCidr('lets a database send its data to everyone'))),
  image: text(
    "pin the plugin's sidecar as ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:v0.15.0@sha256:…",
    imageByDigest,
  ),
  authorityCertificate: optional(
    text("give the certificate of the authority that signed the store's, in PEM", authorityCertificate),
  ),
});
