import { createHmac, randomUUID } from 'node:crypto';
import { Agent } from 'node:https';
import { exchange } from '../support/https';
import { type VaultLogin, vaultRequest } from '../support/vault-api';
import type { Claims, Issuer } from './issuer';

/** Where the command line waits for the browser. */
export const CALLBACK = 'http://localhost:8250/oidc/callback';

/** What Vault answers to a login. */
export interface Answered {
  readonly client_token: string;
  readonly policies: readonly string[] | null;
  readonly entity_id: string;
  readonly lease_duration: number;
  readonly mfa_requirement: null | {
    readonly mfa_request_id: string;
    readonly mfa_constraints: Readonly<Record<string, { readonly any: readonly { readonly id: string }[] }>>;
  };
}

export interface Logins {
  readonly vault: VaultLogin;
  readonly issuer: Issuer;
  /** PEM of the authority that signed the issuer's certificate. */
  readonly authority: string;
  readonly mount: string;
}

/** The address that somebody's browser is sent to; empty where Vault takes no such role or callback. */
export async function addressFor({ vault, mount }: Logins, role: string, nonce: string, callback = CALLBACK) {
  const { address, caFile } = vault;
  const asked = { role, redirect_uri: callback, client_nonce: nonce };
  const { data } = (await vaultRequest({ address, caFile }, 'POST', `auth/${mount}/oidc/auth_url`, asked)) as {
    readonly data: { readonly auth_url: string };
  };
  return data.auth_url;
}

/** What `vault login -method=oidc` and a browser do for whom the provider knows as this person. */
export async function logIn(logins: Logins, role: string, person: Claims): Promise<Answered> {
  const { vault, issuer, authority, mount } = logins;
  const nonce = randomUUID();
  issuer.person = person;
  const agent = new Agent({ ca: authority, keepAlive: false });
  const url = await addressFor(logins, role, nonce);
  const { searchParams } = new URL(await redirected(url, agent));
  searchParams.set('client_nonce', nonce);
  const { address, caFile } = vault;
  const path = `auth/${mount}/oidc/callback?${searchParams}`;
  return ((await vaultRequest({ address, caFile }, 'GET', path)) as { readonly auth: Answered }).auth;
}

async function redirected(url: string, agent: Agent): Promise<string> {
  const { status, location } = await exchange({ method: 'GET', url, agent, headers: {} });
  if (location === undefined) throw new Error(`${url} answers ${status}`);
  return location;
}

/** The second half of a login: the code of a phone. */
export async function prove({ vault }: Logins, { mfa_requirement }: Answered, code: string): Promise<Answered> {
  const { mfa_request_id, mfa_constraints } = mfa_requirement!;
  const methods = Object.values(mfa_constraints).flatMap(({ any }) => any.map(({ id }) => [id, [code]] as const));
  const { address, caFile } = vault;
  const asked = { mfa_request_id, mfa_payload: Object.fromEntries(methods) };
  return ((await vaultRequest({ address, caFile }, 'POST', 'sys/mfa/validate', asked)) as { readonly auth: Answered })
    .auth;
}

/** What an administrator does once for a person: the address that they scan. */
export async function enrol(vault: VaultLogin, method: string, entity: string): Promise<URL> {
  const asked = { method_id: method, entity_id: entity };
  const { data } = (await vaultRequest(vault, 'POST', 'identity/mfa/method/totp/admin-generate', asked)) as {
    readonly data: { readonly url: string };
  };
  return new URL(data.url);
}

/** The code that the phone of somebody who scanned an address shows, so many half minutes from now. RFC 6238. */
export function codeOf(scanned: URL, later = 0): string {
  const of = (name: string) => scanned.searchParams.get(name)!;
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1_000 / Number(of('period'))) + later));
  const hash = createHmac(of('algorithm'), fromBase32(of('secret')))
    .update(counter)
    .digest();
  const offset = hash.at(-1)! & 0x0f;
  const number = (hash.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** Number(of('digits'));
  return String(number).padStart(Number(of('digits')), '0');
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function fromBase32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '')].map((one) => BASE32.indexOf(one).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
