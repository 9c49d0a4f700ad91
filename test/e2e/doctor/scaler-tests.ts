import { CHECK_IDS } from '../../../cli/doctor/ids';
import { loadCrds } from '../servers/crds';
import type { Asked } from './asked';
import { doctorOf } from './site';

const DEFINITION = 'scaledobjects.keda.sh';
const REMEDY = 'use the versions of docs/deploy.md, which belong together';

/** What is asserted of a cluster in which a workload is to be scaled by KEDA. */
export function scalerTests(the: () => Asked): void {
  const others = CHECK_IDS.filter((id) => id !== 'versions').map((id) => `--skip=${id}`);

  /** What is said of KEDA, with so many things that are not in order. */
  function told(): { status: number | null; lines: readonly string[] } {
    const { cluster, folder } = the();
    const doctor = doctorOf(cluster, folder, cluster.kubeconfigPath, undefined, 'test/e2e/doctor/scaler.ts');
    const { status, stdout, stderr } = doctor(undefined, ...others);
    expect(stderr).toBe('');
    return { status, lines: stdout.match(/(?<=^ {2})\w+ versions: .*KEDA.*$/gm) ?? [] };
  }

  test('which is not there', () => {
    expect(told()).toEqual({
      status: 1,
      lines: [`deviates versions: ${DEFINITION} is not defined: KEDA is not installed; ${REMEDY}`],
    });
  });

  describe('which is there', () => {
    beforeAll(() =>
      loadCrds(
        the().cluster,
        () => undefined,
        ({ group }) => group === 'keda.sh',
      ),
    );

    test.each<[what: string, version: string | null, status: number, says: string]>([
      ['as its chart labels it', '2.21.0', 0, 'ok versions: KEDA is 2.21.0'],
      [
        'older',
        '2.20.1',
        1,
        `deviates versions: KEDA is 2.20.1 (definition ${DEFINITION}), and the platform is made for 2.21; ${REMEDY}`,
      ],
      [
        'of nobody knows which version',
        null,
        1,
        `unknown versions: nobody sees which version of KEDA runs: definition ${DEFINITION} is 'not said'; see that it is 2.21`,
      ],
    ])('%s', async (_, version, status, says) => {
      const metadata = { labels: { 'app.kubernetes.io/version': version } };
      const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${DEFINITION}`;
      await the().api.request('PATCH', path, { metadata }, 'application/merge-patch+json');
      expect(told()).toEqual({ status, lines: [says] });
    });
  });
}
