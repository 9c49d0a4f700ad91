import { textsOf } from '../../../../../policies/fields';
import { OPAQUE, part, type VaultReading } from '../traits/reading';
import { may, onLadder, unranked } from '../traits/trait';
import { DATABASE_CONNECTION, DATABASE_ROLE } from './database';
import { LOGIN } from './login';
import { PKI_ROLE } from './pki';
import { POLICY } from './policy';

/** Where secrets of one kind are; what they are is said by what is in it. */
const MOUNT: VaultReading = {
  read(resource) {
    const { args } = resource;
    const logged = ['auditNonHmacRequestKeys', 'auditNonHmacResponseKeys'] as const;
    return [
      ...logged.flatMap((key) => textsOf(args[key], key).map((name) => may(`write ${name} to the log in clear text`))),
      onLadder('sealWrap', ['true', 'false'], args['sealWrap'] ?? false),
      unranked('listingVisibility', args['listingVisibility'] ?? 'hidden'),
      part('options', resource, args['options']),
    ];
  },
};

/** Who wants to know what Vault was asked. */
const AUDIT: VaultReading = {
  read: (resource) => [{ guards: 'writes down what Vault is asked' }, part('how it does so', resource, resource.args)],
};

/** What stands between a password and those who may use it. */
const SECOND_PROOF: VaultReading = {
  read: (resource) => [{ guards: 'asks for a second proof' }, part('of whom and by what', resource, resource.args)],
};

const TRANSIT_KEY: VaultReading = {
  read(resource) {
    const { exportable, allowPlaintextBackup, deletionAllowed, ...rest } = resource.args;
    return [
      ...(exportable === true ? [may('be taken out of Vault')] : []),
      ...(allowPlaintextBackup === true ? [may('be copied in clear text')] : []),
      ...(deletionAllowed === true ? [may('be deleted')] : []),
      part('what else it says', resource, { ...rest, autoRotatePeriod: undefined }),
    ];
  },
};

/** A part of a way to log in, which opens nothing before there is a role: told where it changes. */
const SETTINGS: VaultReading = {
  read: (resource) => [part('what it says', resource, { ...resource.args, description: undefined, ttl: undefined })],
};

const READINGS: readonly (readonly [type: RegExp, reading: VaultReading])[] = [
  [/^vault:index\/policy:Policy$/, POLICY],
  [/^vault:index\/mount:Mount$/, MOUNT],
  [/^vault:index\/audit:Audit$/, AUDIT],
  [/^vault:index\/authBackend:AuthBackend$/, SETTINGS],
  [/^vault:jwt\/authBackend:/, SETTINGS],
  [/:AuthBackendConfig$/, SETTINGS],
  [/^vault:identity\/mfaLoginEnforcement:/, SECOND_PROOF],
  [/^vault:identity\/mfaTotp:/, SETTINGS],
  [/:AuthBackendRole$/, LOGIN],
  [/^vault:database\/secretBackend(Static)?Role:/, DATABASE_ROLE],
  [/^vault:database\/secretBackendConnection:/, DATABASE_CONNECTION],
  [/^vault:pkiSecret\/secretBackendRole:/, PKI_ROLE],
  [/^vault:pkiSecret\//, SETTINGS],
  [/^vault:transit\/secretBackendKey:/, TRANSIT_KEY],
];

/** What a resource of Vault lets happen. Everything in Vault bears on security, so what is not known here cannot be ranked. */
export function vaultReading({ type }: { readonly type: string }): VaultReading {
  return READINGS.find(([known]) => known.test(type))?.[1] ?? OPAQUE;
}
