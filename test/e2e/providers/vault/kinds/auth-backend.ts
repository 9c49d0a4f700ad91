import type { AuthBackendArgs, types } from '@pulumi/vault';
import { isObject, type Properties } from '../../values';
import { picked } from '../document';
import { argumentsOf, bodyOf, type FieldsOf, secondsOf, trimmed, type VaultKind } from '../kind';
import { remount } from '../remount';

const plain = { description: 'description', local: 'local' } satisfies FieldsOf<AuthBackendArgs>;

const tune = {
  allowedResponseHeaders: 'allowed_response_headers',
  auditNonHmacRequestKeys: 'audit_non_hmac_request_keys',
  auditNonHmacResponseKeys: 'audit_non_hmac_response_keys',
  defaultLeaseTtl: 'default_lease_ttl',
  listingVisibility: 'listing_visibility',
  maxLeaseTtl: 'max_lease_ttl',
  passthroughRequestHeaders: 'passthrough_request_headers',
  tokenType: 'token_type',
} satisfies FieldsOf<types.input.AuthBackendTune>;

/** A way to log in, at a path. */
export const authBackend: VaultKind = {
  known: ['path', 'type', 'tune', ...Object.keys(plain)],
  required: ['type'],
  // A new path moves the method with its roles; it is not replaced.
  replaces: ['type', 'local'],
  computed: ['accessor'],
  async create(vault, args) {
    const path = pathOf(args);
    await vault.write(`sys/auth/${path}`, { type: args['type'] ?? '', ...bodyOf(plain, args) });
    if (isObject(args['tune'])) await vault.write(`sys/mounts/auth/${path}/tune`, bodyOf(tune, args['tune']));
    return { id: path };
  },
  async read(vault, old) {
    const data = await vault.read(`sys/auth/${pathOf(old)}`);
    if (data === undefined) return undefined;
    const tuning = await vault.read(`sys/mounts/auth/${pathOf(old)}/tune`);
    const written = isObject(old['tune']) ? old['tune'] : {};
    const tuned = argumentsOf(tune, tuning ?? {}, written);
    return {
      path: pathOf(old),
      type: data['type'] ?? '',
      ...argumentsOf(plain, data, old),
      // Only what the program tunes: the rest are Vault's defaults, which an upgrade may change.
      ...(isObject(old['tune']) ? { tune: asTuned(picked(tuned, Object.keys(written)), written) } : {}),
      accessor: data['accessor'] ?? '',
    };
  },
  async update(vault, old, args) {
    const [from, to] = [pathOf(old), pathOf(args)];
    if (from !== to) await remount(vault, `auth/${from}`, `auth/${to}`);
    const [before, block] = [old['tune'], args['tune']];
    await vault.write(`sys/mounts/auth/${to}/tune`, {
      description: args['description'] ?? '',
      ...bodyOf(tune, isObject(block) ? block : {}, isObject(before) ? before : {}),
    });
  },
  async delete(vault, old) {
    await vault.delete(`sys/auth/${pathOf(old)}`);
  },
};

function pathOf({ path, type }: Properties): string {
  return trimmed(path ?? type);
}

/** Tuned durations keep the program's words while they mean the same: `1h` is answered as 3600. */
function asTuned(live: Properties, written: Properties): Properties {
  return Object.fromEntries(
    Object.entries(live).map(([key, value]) => {
      const word = written[key];
      const same = word !== undefined && secondsOf(word) !== undefined && secondsOf(word) === secondsOf(value);
      return [key, same ? word : value];
    }),
  );
}
