import { request } from 'node:http';
import type { Socket } from 'node:net';
import { type SecureVersion, type TLSSocket, connect as tlsConnect } from 'node:tls';
import { CLIENT } from './addresses';
import { connectBy } from './relay';

/** Where connections go, and how. */
export interface Target {
  readonly host: string;
  readonly port: number;
  /** @default - the usual client */
  readonly from?: string;
}

export interface Question {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  readonly tookMs: number;
}

/** Somebody on the internet: opens connections from a namespace, by the relay that runs there. */
export class Client {
  private readonly relay: string;
  private readonly domain: string;
  private readonly ca: string;

  constructor(relay: string, domain: string, ca: string) {
    this.relay = relay;
    this.domain = domain;
    this.ca = ca;
  }

  /** A TCP connection. */
  open({ host, port, from = CLIENT }: Target): Promise<Socket> {
    return connectBy(this.relay, { host, port, localAddress: from });
  }

  /** A TLS connection for the domain, of one version of the protocol. */
  async secure(target: Target, version: SecureVersion = 'TLSv1.3', protocol = 'http/1.1'): Promise<TLSSocket> {
    const socket = await this.open(target);
    return new Promise((resolve, reject) => {
      const secure = tlsConnect({
        ...{ socket, servername: this.domain, ca: this.ca, ALPNProtocols: [protocol] },
        ...{ minVersion: version, maxVersion: version },
      });
      secure.once('error', reject);
      secure.once('secureConnect', () => resolve(secure));
    });
  }

  /** What a peer says to a client that knows no certificate of it and has none: refusals come after the handshake, too. */
  async handshake(target: Target, version: SecureVersion): Promise<void> {
    const socket = await this.open(target);
    const secure = tlsConnect({ socket, rejectUnauthorized: false, minVersion: version, maxVersion: version });
    await new Promise<void>((resolve, reject) => {
      secure.once('error', reject);
      secure.once('data', () => resolve());
      secure.once('close', () => reject(new Error('closed without a word')));
      secure.once('secureConnect', () => secure.write('GET / HTTP/1.1\r\nHost: pod\r\n\r\n'));
    }).finally(() => secure.destroy());
  }

  /** Asks over a connection of its own. */
  async ask(target: Target, { method = 'GET', path, headers = {}, body }: Question): Promise<Answer> {
    const socket = await this.secure(target);
    const started = Date.now();
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(body.length) };
      const options = { host: this.domain, method, path, headers: { ...headers, ...length } };
      const outgoing = request({ ...options, createConnection: () => socket }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.once('error', reject);
        incoming.once('end', () => {
          socket.destroy();
          const text = Buffer.concat(chunks).toString();
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: text,
            tookMs: Date.now() - started,
          });
        });
      });
      outgoing.once('error', reject);
      outgoing.end(body);
    });
  }
}
