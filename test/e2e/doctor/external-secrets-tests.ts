import { CHECK_IDS } from '../../../cli/doctor/ids';
import { SECRETS_MANAGER } from '../../support/secrets-manager';
import type { Asked } from './asked';
import { pod, type Thing } from './fitting';
import { doctorOf, put, take } from './site';

const PLATFORM = 'test/e2e/doctor/external-secrets.ts';

/** What is asserted of the operator that delivers what is kept in AWS Secrets Manager. */
export function externalSecretsTests(the: () => Asked): void {
  const others = CHECK_IDS.filter((id) => !['operators', 'versions'].includes(id)).map((id) => `--skip=${id}`);

  /** What is said of it with this in the cluster. */
  async function saidWith(operator?: Thing): Promise<readonly string[]> {
    const { cluster, api, folder } = the();
    if (operator !== undefined) await put(api, operator);
    try {
      const doctor = doctorOf(cluster, folder, cluster.kubeconfigPath, undefined, PLATFORM);
      const { stdout, stderr } = doctor(
        (facts) => facts.setIn(['config', 'dwcp:secretsManager'], SECRETS_MANAGER),
        ...others,
      );
      expect(stderr).toBe('');
      return stdout.match(/(?<=^ {2}).*External Secrets.*$/gm) ?? [];
    } finally {
      if (operator !== undefined) await take(api, operator);
    }
  }

  const operator = (namespace: string, version: string) =>
    pod(
      namespace,
      'external-secrets-0',
      { 'app.kubernetes.io/name': 'external-secrets' },
      { image: `ghcr.io/external-secrets/external-secrets:${version}` },
    );
  const NOT_THERE =
    'deviates operators: no pod in external-secrets has app.kubernetes.io/name=external-secrets, by which policies know External Secrets';

  test.each<[string, Thing | undefined, readonly string[]]>([
    [
      'no pod of it',
      undefined,
      [
        'unknown versions: nobody sees which version of External Secrets runs: no pod of it is to be seen; use the versions of docs/deploy.md, which belong together',
        `${NOT_THERE}; install it, or say in operators.externalSecrets where it is: kubectl get pods -A --show-labels`,
      ],
    ],
    [
      'it where it is looked for',
      operator('external-secrets', 'v1.3.2'),
      ['ok operators: External Secrets runs in external-secrets', 'ok versions: External Secrets is v1.3.2'],
    ],
    [
      'it elsewhere, and newer',
      operator('elsewhere', 'v1.4.0'),
      [
        `${NOT_THERE}; pods of elsewhere have; say in operators.externalSecrets that it is in elsewhere`,
        'deviates versions: External Secrets is v1.4.0 (elsewhere/external-secrets-0), and the platform is made for 1.3; use the versions of docs/deploy.md, which belong together',
      ],
    ],
  ])('with %s', async (_, some, says) => {
    expect([...(await saidWith(some))].sort()).toEqual([...says].sort());
  });
}
