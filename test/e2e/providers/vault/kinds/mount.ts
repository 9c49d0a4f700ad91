import type { MountArgs } from '@pulumi/vault';
import { isObject, type Properties } from '../../values';
import { picked } from '../document';
import { argumentsOf, bodyOf, type FieldsOf, trimmed, type VaultKind } from '../kind';
import { remount } from '../remount';

const plain = {
  description: 'description',
  externalEntropyAccess: 'external_entropy_access',
  local: 'local',
  options: 'options',
  sealWrap: 'seal_wrap',
} satisfies FieldsOf<MountArgs>;

const config = {
  allowedManagedKeys: 'allowed_managed_keys',
  allowedResponseHeaders: 'allowed_response_headers',
  auditNonHmacRequestKeys: 'audit_non_hmac_request_keys',
  auditNonHmacResponseKeys: 'audit_non_hmac_response_keys',
  defaultLeaseTtlSeconds: 'default_lease_ttl',
  forceNoCache: 'force_no_cache',
  listingVisibility: 'listing_visibility',
  maxLeaseTtlSeconds: 'max_lease_ttl',
  passthroughRequestHeaders: 'passthrough_request_headers',
  pluginVersion: 'plugin_version',
} satisfies FieldsOf<MountArgs>;

/** A secrets engine at a path. */
export const mount: VaultKind = {
  known: ['path', 'type', ...Object.keys(plain), ...Object.keys(config)],
  required: ['path', 'type'],
  // A new path moves the engine with all it holds; it is not replaced.
  replaces: ['type', 'local', 'sealWrap', 'externalEntropyAccess'],
  sets: ['allowedManagedKeys'],
  computed: ['accessor'],
  async create(vault, args) {
    const path = trimmed(args['path']);
    const body = { type: args['type'] ?? '', ...bodyOf(plain, args), config: bodyOf(config, args) };
    await vault.write(`sys/mounts/${path}`, body);
    return { id: path };
  },
  async read(vault, old) {
    const data = await vault.read(`sys/mounts/${trimmed(old['path'])}`);
    if (data === undefined) return undefined;
    const tuned = isObject(data['config']) ? data['config'] : {};
    return {
      ...picked(old, ['path']),
      type: typeOf(data, old),
      ...argumentsOf(plain, data, old),
      ...argumentsOf(config, tuned, old),
      accessor: data['accessor'] ?? '',
    };
  },
  async update(vault, old, args) {
    const [from, to] = [trimmed(old['path']), trimmed(args['path'])];
    if (from !== to) await remount(vault, from, to);
    const { description, options } = bodyOf(plain, args, old);
    const tunable = {
      ...(description === undefined ? {} : { description }),
      ...(options === undefined ? {} : { options }),
    };
    await vault.write(`sys/mounts/${to}/tune`, { ...bodyOf(config, args, old), ...tunable });
  },
  async delete(vault, old) {
    await vault.delete(`sys/mounts/${trimmed(old['path'])}`);
  },
};

/** `kv-v2` is a name for `kv` with a version, and Vault answers the latter. */
function typeOf({ type, options }: Properties, old: Properties): string {
  const second = type === 'kv' && isObject(options) && options['version'] === '2';
  return second && old['type'] === 'kv-v2' ? 'kv-v2' : String(type);
}
