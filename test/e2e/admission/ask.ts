import { Agent } from 'node:https';
import type { Manifest } from '../../../constructs/plan/resource';
import { exchange } from '../support/https';
import type { Credentials } from '../support/kubeconfig';
import { KubernetesApi } from '../support/kubernetes-api';

/** What the API server says of an object that it is asked to make, and does not store. */
export interface Answer {
  /** The object as it would be stored: with its defaults. Undefined where the server refuses it. */
  readonly stored: Manifest | undefined;
  /** What policies of the server have against it, each with the name of the policy. */
  readonly warnings: readonly string[];
  /** Why it is refused, in the server's words. */
  readonly refusal: string | undefined;
}

/** As many requests at a time: the server evaluates one on each core. */
const AT_ONCE = 12;

/** Asks the API server about objects, and stores none. */
export class Asking {
  private readonly credentials: Credentials;
  private readonly api: KubernetesApi;
  private readonly agent: Agent;

  constructor(credentials: Credentials) {
    this.credentials = credentials;
    this.api = new KubernetesApi(credentials);
    this.agent = new Agent({ ca: credentials.ca, keepAlive: true, maxSockets: AT_ONCE });
  }

  /** The answers on many objects, in their order. */
  async all(objects: readonly Manifest[]): Promise<readonly Answer[]> {
    const answers: Answer[] = new Array(objects.length);
    const rest = [...objects.keys()].reverse();
    const work = async () => {
      for (let index = rest.pop(); index !== undefined; index = rest.pop())
        answers[index] = await this.about(objects[index]!);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return answers;
  }

  /** What is said to one user, of the groups that come after. @default - to an administrator */
  async about(object: Manifest, as: readonly string[] = []): Promise<Answer> {
    const { apiVersion, kind, metadata } = object;
    const path = await this.api.path(apiVersion, kind, metadata.namespace);
    const { url, token } = this.credentials;
    const { status, body, warnings } = await exchange({
      method: 'POST',
      url: `${url}${path}?dryRun=All&fieldValidation=Strict`,
      agent: this.agent,
      headers: {
        Authorization: `Bearer ${token}`,
        Accept: 'application/json',
        'Content-Type': 'application/json',
        ...(as[0] !== undefined && { 'Impersonate-User': as[0], 'Impersonate-Group': as.slice(1) }),
      },
      body: JSON.stringify(object),
    });
    const answer = JSON.parse(body) as Manifest & { readonly message?: string };
    const ours = warnings.filter((warning) => warning.includes('ValidatingAdmissionPolicy'));
    return status < 300
      ? { stored: answer, warnings: ours, refusal: undefined }
      : { stored: undefined, warnings: ours, refusal: answer.message ?? body };
  }

  close(): void {
    this.agent.destroy();
    this.api.close();
  }
}
