import { createHash } from 'node:crypto';

/** A hash in hexadecimal digits: no secret, and looks like one. */
export const hex = (of: string) => createHash('sha256').update(of).digest('hex');
const upper = (of: string, length: number) => hex(of).toUpperCase().slice(0, length);
export const digits = (of: string, length: number) =>
  BigInt(`0x${hex(of)}`)
    .toString()
    .slice(-length);

/** Of each kind, text with a secret that nobody has, and the secret itself. */
export const SECRETS: Readonly<Record<string, (seed: string) => { readonly text: string; readonly value: string }>> = {
  'private-key': (seed) => ({
    text: `-----BEGIN RSA PRIVATE KEY-----\nMIIE${hex(seed)}\n-----END RSA PRIVATE KEY-----`,
    value: hex(seed),
  }),
  'url-password': (seed) => ({ text: `postgres://app:${hex(seed)}@db.shop.svc:5432/shop`, value: hex(seed) }),
  jwt: (seed) => {
    const value = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI0${hex(seed)}.${hex(`${seed} signed`)}`;
    return { text: `token ${value} refused`, value };
  },
  authorization: (seed) => ({ text: `Authorization: Bearer ${hex(seed)}`, value: hex(seed) }),
  'aws-access-key': (seed) => {
    const value = `AKIA${upper(seed, 16)}`;
    return { text: `signed by ${value} of AWS`, value };
  },
  'github-token': (seed) => {
    const value = `ghp_${hex(seed).slice(0, 36)}`;
    return { text: `cloned with ${value}`, value };
  },
  'slack-token': (seed) => {
    const value = `xoxb-${digits(seed, 12)}-${hex(seed).slice(0, 24)}`;
    return { text: `told by ${value}`, value };
  },
  'vault-token': (seed) => {
    const value = `hvs.${hex(seed).slice(0, 28)}`;
    return { text: `logged in as ${value}`, value };
  },
  'secret-field': (seed) => ({ text: `{"client_secret":"${hex(seed)}"}`, value: hex(seed) }),
  'secret-assignment': (seed) => ({ text: `started with DB_PASSWORD=${hex(seed)} TZ=UTC`, value: hex(seed) }),
  email: (seed) => {
    const value = `ana.${hex(seed).slice(0, 8)}@mail.example.com`;
    return { text: `mailed ${value}, waiting`, value };
  },
  'card-number': (seed) => {
    const four = digits(seed, 12).match(/.{4}/g)!;
    const value = ['4929', ...four].join(Number(four[0]) % 2 === 0 ? ' ' : '-');
    return { text: `charged ${value}`, value };
  },
};

/** What they are called. */
export const KINDS = Object.keys(SECRETS);
