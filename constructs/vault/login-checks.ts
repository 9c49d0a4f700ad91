import { authorityCertificate } from '../fields/certificate';
import { httpsUrl } from '../fields/https';
import { value, whole } from '../props/checks';
import type { PropCheck } from '../props/props';
import { STANDARDS } from '../standards';

/**
 * A provider by what it calls itself, to the letter: Vault refuses one whose `issuer` differs by a slash, and Auth0's ends with one.
 *
 * https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 */
export const ISSUER: PropCheck = value(
  'write an https address as `issuer` of its /.well-known/openid-configuration has it, with a slash at its end or without',
  (given) => typeof given === 'string' && httpsUrl(given, '') === undefined && !given.includes('?'),
);

export const AUTHORITY: PropCheck = value(
  'give the certificate of the authority, as PEM, without its key',
  (given) => typeof given === 'string' && authorityCertificate(given, '') === undefined,
);

const ROLE_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** By what a role is called in a path and in the name of its policy. */
export function roleName(name: string): string | undefined {
  return ROLE_NAME.test(name) && name.length <= 63
    ? undefined
    : 'which is no name of a role; write lower-case letters, digits and inner hyphens, at most 63';
}

/** "Authentication" of the standards ends an access token within the hour, and a token of Vault is one. */
export const MINUTES: PropCheck = whole(1, STANDARDS.accessTokenMaxMinutes);

/** How long a token of a login lives, as Vault takes it: so long, and no renewal makes it longer. */
export function lastingMinutes(minutes: number) {
  const seconds = minutes * 60;
  return { tokenTtl: seconds, tokenMaxTtl: seconds } as const;
}
