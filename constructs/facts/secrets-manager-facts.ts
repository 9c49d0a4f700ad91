import { describe, isPlain, wrongKind } from '../fields/describe';
import { dnsLabel } from '../fields/dns-name';
import { FIELD, type Field, type Path, type Problem } from '../fields/field';
import { group } from '../fields/group';
import { optional } from '../fields/optional';
import { keysOf, problemsOfPart, valueAt } from '../fields/parts';
import { type Check, text } from '../fields/text';

/** Where the secrets are that are kept in AWS Secrets Manager, and as whom External Secrets reads them. */
export interface SecretsManagerFacts {
  /** Region that they are in, such as `eu-central-1`. */
  readonly region: string;
  /**
   * Role of IAM that reads the secrets of a namespace, by the name of the namespace:
   * `{ shop: 'arn:aws:iam::123456789012:role/production-shop-secrets' }`. Each has one of its own, so that it reads no other's. What
   * the role needs is an annotation of the service account `secrets-manager` (docs/guides/secrets-manager.md).
   */
  readonly roles: Readonly<Record<string, string>>;
  /**
   * Key of KMS that they are encrypted by: `arn:aws:kms:eu-central-1:123456789012:key/…`.
   *
   * @default - the key that AWS has for Secrets Manager, which a role of the same account may use without being told
   */
  readonly key?: string;
}

/** An ARN as far as it is read: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export interface Arn {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** Those of the partitions that a role may be of below. */
const REGION = /^(?:(us-gov)|(cn)|[a-z]{2})-[a-z]+-\d$/;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html */
const ROLE = /^arn:aws(-cn|-us-gov)?:iam::\d{12}:role\/(?=.{1,576}$)([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;

/** Its ID, of one region or of several: an alias can be turned to another key. */
const KEY =
  /^arn:aws(-cn|-us-gov)?:kms:[a-z0-9-]+:\d{12}:key\/(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The parts of an ARN that was checked. */
export function arnOf(arn: string): Arn {
  const [, partition = '', , region = '', account = ''] = arn.split(':');
  return { partition, region, account };
}

const aRegion: Check = (name, find) => (REGION.test(name) ? undefined : `'${name}' is no region of AWS; ${find}`);
const aRole: Check = (arn, find) => (ROLE.test(arn) ? undefined : `'${arn}' is not the ARN of a role; ${find}`);
const aKey: Check = (arn, find) => (KEY.test(arn) ? undefined : `'${arn}' is not the ARN of a key; ${find}`);

const FIND_ROLE =
  'give what aws iam get-role --query Role.Arn prints, e.g. arn:aws:iam::123456789012:role/shop-secrets';
const FIND_ROLES =
  'give the ARN of a role by each namespace, e.g. { shop: arn:aws:iam::123456789012:role/shop-secrets }';

const role = text(FIND_ROLE, aRole);

const roles: Field<SecretsManagerFacts['roles']> = {
  [FIELD]: true,
  problems(value, path) {
    if (!isPlain(value)) return [{ path, message: wrongKind(value, 'a map of roles', FIND_ROLES) }];
    const namespaces = keysOf(value);
    if (namespaces.length === 0) return [{ path, message: `is an empty map; ${FIND_ROLES}` }];
    return [
      ...namespaces.flatMap((namespace) =>
        problemsOfPart(value, namespace, path, (arn, place) => {
          const noName = dnsLabel(namespace, 'write the name of a namespace');
          return noName === undefined ? role.problems(arn, place) : [{ path: place, message: noName }];
        }),
      ),
      ...shared(value, namespaces, path),
    ];
  },
  copy: (value) =>
    Object.freeze(Object.fromEntries(keysOf(value as object).map((key) => [key, String(valueAt(value, key))]))),
};

/** By one role, a namespace would read what is another's. */
function shared(value: object, namespaces: readonly string[], path: Path): readonly Problem[] {
  return namespaces.flatMap((namespace, index) => {
    const first = namespaces.slice(0, index).find((one) => valueAt(value, one) === valueAt(value, namespace));
    if (first === undefined) return [];
    const message = `is the role of '${first}' as well, so that each reads the secrets of both; make one for each`;
    return [{ path: [...path, namespace], message }];
  });
}

/** AWS in China and for the government of the USA are apart from the rest, and no role of one reads in another. */
function partitionOf(region: string): string {
  const [, government, china] = REGION.exec(region) ?? [];
  return government !== undefined ? 'aws-us-gov' : china !== undefined ? 'aws-cn' : 'aws';
}

/** What does not go with the region. What is wrong by itself is told already. */
function elsewhere(value: Readonly<Record<string, unknown>>, path: Path): readonly Problem[] {
  const [region, all, key] = ['region', 'roles', 'key'].map((part) => valueAt(value, part));
  if (typeof region !== 'string' || !REGION.test(region)) return [];
  const partition = partitionOf(region);
  const given = isPlain(all) ? keysOf(all).map((one) => [[...path, 'roles', one], valueAt(all, one)] as const) : [];
  const apart = given.flatMap(([place, arn]) =>
    typeof arn === 'string' && ROLE.test(arn) && arnOf(arn).partition !== partition
      ? [{ path: place, message: `${describe(arn)} is no role of ${partition}, which ${region} is in; ${FIND_ROLE}` }]
      : [],
  );
  const isElsewhere =
    typeof key === 'string' && KEY.test(key) && (arnOf(key).region !== region || arnOf(key).partition !== partition);
  const message = `${describe(key)} is not in ${region}, where the secrets are; give the ARN of the key there`;
  return [...apart, ...(isElsewhere ? [{ path: [...path, 'key'], message }] : [])];
}

/** The fields of the facts about AWS Secrets Manager, for a platform that cannot do without: `{ ...FACTS, secretsManager: SECRETS_MANAGER }`. */
export const SECRETS_MANAGER: Field<SecretsManagerFacts> = group(
  {
    region: text('give the region that secrets are in, e.g. eu-central-1', aRegion),
    roles,
    key: optional(
      text(
        'give what aws kms describe-key --query KeyMetadata.Arn prints, e.g. arn:aws:kms:eu-central-1:123456789012:key/…',
        aKey,
      ),
    ),
  },
  elsewhere,
);
