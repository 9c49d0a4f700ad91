import { isAbsent, textsOf } from '../../../../../policies/fields';
import { part, type VaultReading } from '../traits/reading';
import { may, onLadder, type Trait, usually } from '../traits/trait';

/** What Vault takes where nothing is said, and what it lets a role sign: https://developer.hashicorp.com/vault/api-docs/secret/pki#create-update-role */
const FLAGS: Readonly<Record<string, readonly [unsaid: boolean, what: string]>> = {
  allowAnyName: [false, 'sign for any name'],
  allowGlobDomains: [false, 'sign for names that its domains match as patterns'],
  allowSubdomains: [false, 'sign for every name under its domains'],
  codeSigningFlag: [false, 'sign for signers of code'],
  emailProtectionFlag: [false, 'sign for mail'],
};

/** What a role usually signs for. */
const USUAL: typeof FLAGS = {
  allowBareDomains: [false, 'sign for its domains themselves'],
  allowIpSans: [true, 'sign for addresses'],
  allowLocalhost: [true, 'sign for localhost'],
  allowWildcardCertificates: [true, 'sign certificates with wildcards'],
  clientFlag: [true, 'sign for clients'],
  serverFlag: [true, 'sign for servers'],
};

const LISTS = ['allowedOtherSans', 'allowedUriSans', 'allowedUserIds', 'allowedSerialNumbers'] as const;

/** Names of it, and what is told by itself or with other lives. */
const READ = new Set([
  ...Object.keys(FLAGS),
  ...Object.keys(USUAL),
  ...LISTS,
  'allowedDomains',
  'backend',
  'enforceHostnames',
  'keyBits',
  'keyType',
  'maxTtl',
  'name',
  'namespace',
  'notAfter',
  'ttl',
]);

/** For whom an authority signs. */
export const PKI_ROLE: VaultReading = {
  read(resource) {
    const { args } = resource;
    const rest = Object.entries(args).filter(([key, value]) => !READ.has(key) && !isAbsent(value));
    return [
      ...Object.entries(FLAGS).flatMap(([key, [unsaid, what]]) => ((args[key] ?? unsaid) === true ? [may(what)] : [])),
      ...Object.entries(USUAL).flatMap(([key, [unsaid, what]]) =>
        (args[key] ?? unsaid) === true ? [usually(what)] : [],
      ),
      ...textsOf(args['allowedDomains'], 'allowedDomains').map((domain) => usually(`sign for ${domain}`)),
      ...LISTS.flatMap((key) => textsOf(args[key], key).map((value) => may(`sign for ${value} (${key})`))),
      onLadder('enforceHostnames', ['true', 'false'], args['enforceHostnames'] ?? true),
      key(args),
      part('what else it asks for', resource, Object.fromEntries(rest)),
    ];
  },
};

/** Of one type, the more bits the stronger. */
function key({ keyType = 'rsa', keyBits = 'the default of' }: Readonly<Record<string, unknown>>): Trait {
  return { of: 'keys', value: `${String(keyBits)} bits ${String(keyType)}` };
}
