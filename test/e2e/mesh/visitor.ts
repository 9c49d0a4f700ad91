import { CLIENT } from './addresses';
import { came, type Order, ordering, tell } from './application';
import type { Answer, Question, Target } from './client';
import type { Mesh } from './mesh';
import { FACTS, PATHS } from './platform';

/** Somebody who comes from the internet with a token, and knows what is behind the gateway. */
export class Visitor {
  private readonly mesh: Mesh;

  constructor(mesh: Mesh) {
    this.mesh = mesh;
  }

  /** The gateway, from one of the clients' addresses. */
  gateway(from = CLIENT): Target {
    return { host: this.mesh.gateway.address, port: 443, from };
  }

  /** What a token of his says, but for what is said otherwise. */
  claims(others: object = {}): Readonly<Record<string, unknown>> {
    const now = seconds();
    return {
      ...{ iss: FACTS.identity.issuer, aud: FACTS.identity.audience, sub: 'somebody', scope: 'orders:read' },
      ...{ iat: now, exp: now + 600 },
      ...others,
    };
  }

  ask(question: Partial<Question> = {}): Promise<Answer> {
    const authorization = `Bearer ${this.mesh.login.token(this.claims())}`;
    const headers = { authorization, ...question.headers };
    return this.mesh.client.ask(this.gateway(), { path: PATHS.api, ...question, headers });
  }

  /** Asks again and again, one after the other, and returns every status that came. */
  async askOften(times: number, name: string): Promise<ReadonlySet<number>> {
    const statuses = new Set<number>();
    for (let sent = 0; sent < times; sent += 1) {
      statuses.add((await this.ask({ headers: { 'x-case': name } })).status);
    }
    return statuses;
  }

  /** Tells the application of every pod. */
  async tellAll(order: Order = {}): Promise<void> {
    await Promise.all(this.mesh.services.map((pod) => tell(pod, order)));
  }

  /** How often one request comes to the service when that answers so. */
  async attempts(method: string, status: number | 'reset'): Promise<number> {
    await this.tellAll();
    const name = `${method} ${status}`;
    await this.ask({ method, headers: { ...ordering({ status }), 'x-case': name } });
    const count = await came(name, ...this.mesh.services);
    // An answer of each pod in between, so that none fails too often in a row.
    await this.askOften(2 * this.mesh.services.length, 'between');
    return count;
  }
}

/** Now, as tokens have it. */
export function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
