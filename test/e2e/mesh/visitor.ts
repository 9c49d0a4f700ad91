import { eventually } from '../support/eventually';
import { CLIENT } from './addresses';
import { type Call, call, came, type Outcome, ordering, tell } from './application';
import type { Answer, Question, Target } from './client';
import type { Mesh } from './mesh';
import { API, FACTS, PATHS } from './platform';

/** Asks the service once, from wherever. */
export type Asker = (question: Partial<Question>) => Promise<Outcome>;

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
}

/** Asks as a pod in the mesh, by the name of the service. */
export function fromWithin(pod: Mesh['caller']): Asker {
  return async ({ path = '/', ...question }) => {
    const asked: Call = { ...question, url: `http://${API}:8080${path}` };
    return (await call(pod, asked))[0]!;
  };
}

/** How often one request comes to the service when that answers so. */
export async function attempts(mesh: Mesh, ask: Asker, method: string, status: number | 'reset'): Promise<number> {
  const name = `${method} ${status}`;
  await ask({ method, headers: { ...ordering({ status }), 'x-case': name } });
  const count = await came(name, ...mesh.services);
  await settle(mesh, ask);
  return count;
}

/** Has every pod answer well, and asks until each has: none then has failed in a row, or is out. */
export async function settle({ services }: Mesh, ask: Asker): Promise<void> {
  for (const pod of services) await tell(pod);
  const answered = async () => {
    await ask({ headers: { 'x-case': 'settled' } });
    const counts = await Promise.all(services.map((pod) => came('settled', pod)));
    return counts.every((count) => count > 0);
  };
  await eventually(answered, { what: 'an answer of every pod', timeoutMs: 90_000, everyMs: 10 });
}

/** Now, as tokens have it. */
export function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
