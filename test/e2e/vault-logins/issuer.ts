import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Authority } from '../servers/certificates';

export type Claims = Readonly<Record<string, unknown>>;

/** The client that people log in by. */
export const CLIENT = { id: 'vault', secret: 'of-the-provider-alone' } as const;

/** A key of an issuer, which signs by RS256, as GitHub and GitLab do. */
export interface Signer {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly jwk: object;
}

export function signer(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const id = randomUUID();
  return { id, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid: id, alg: 'RS256', use: 'sig' } };
}

/** A token of these claims, signed by this key. */
export function signed({ id, privateKey }: Signer, claims: Claims): string {
  const parts = [{ alg: 'RS256', typ: 'JWT', kid: id }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const text = parts.join('.');
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`;
}

interface Asked {
  readonly person: Claims;
  readonly nonce: string;
  readonly challenge: string;
  readonly redirect: string;
}

/**
 * A provider of OpenID Connect, as a CI system is one for its jobs and a company for its people: what Vault asks of either
 * is answered over TLS. https://openid.net/specs/openid-connect-core-1_0.html
 */
export class Issuer {
  readonly key = signer();
  /** Who sits at the browser. */
  person: Claims = {};
  private readonly server: Server;
  private readonly codes = new Map<string, Asked>();

  private constructor(server: Server) {
    this.server = server;
  }

  static async start(authority: Authority): Promise<Issuer> {
    const { certFile, keyFile } = await authority.issue('issuer', { commonName: 'issuer', usage: 'serverAuth' });
    const server = createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile), minVersion: 'TLSv1.2' });
    const issuer = new Issuer(server);
    server.on('request', (asked, answer) => void issuer.answer(asked, answer));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return issuer;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The token of a job, good for five minutes. */
  token(claims: Claims, by: Signer = this.key): string {
    const now = Math.floor(Date.now() / 1_000);
    return signed(by, { iss: this.url, sub: 'job', iat: now - 1, nbf: now - 1, exp: now + 300, ...claims });
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const url = new URL(asked.url ?? '/', this.url);
    const json = (status: number, body: object) =>
      answer.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return void json(200, this.configuration());
      case '/keys':
        return void json(200, { keys: [this.key.jwk] });
      case '/authorize':
        return void answer.writeHead(302, { Location: this.authorize(url.searchParams) }).end();
      case '/token': {
        const token = this.exchange(asked.headers.authorization, new URLSearchParams(await textOf(asked)));
        return void (token === undefined ? json(401, { error: 'invalid_client' }) : json(200, token));
      }
      default:
        return void json(404, {});
    }
  }

  private configuration() {
    return {
      issuer: this.url,
      authorization_endpoint: `${this.url}/authorize`,
      token_endpoint: `${this.url}/token`,
      jwks_uri: `${this.url}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  /** Where the browser of whoever has logged in here goes next. */
  private authorize(asked: URLSearchParams): string {
    const code = randomUUID();
    const redirect = asked.get('redirect_uri') ?? '';
    this.codes.set(code, {
      person: this.person,
      nonce: asked.get('nonce') ?? '',
      challenge: asked.get('code_challenge') ?? '',
      redirect,
    });
    return `${redirect}?${new URLSearchParams({ code, state: asked.get('state') ?? '' })}`;
  }

  /** For a code, once, and for the client that knows its secret and what it began with (RFC 7636). */
  private exchange(authorization: string | undefined, form: URLSearchParams): object | undefined {
    const code = form.get('code') ?? '';
    const begun = this.codes.get(code);
    this.codes.delete(code);
    const basic = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`;
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (begun === undefined || authorization !== basic || challenge !== begun.challenge) return undefined;
    if (form.get('redirect_uri') !== begun.redirect) return undefined;
    const id_token = this.token({ aud: CLIENT.id, nonce: begun.nonce, ...begun.person });
    return { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token };
  }
}

async function textOf(asked: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
