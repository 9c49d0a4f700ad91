import { CHECK_IDS } from '../../../cli/doctor/ids';
import type { Asked } from './asked';
import { alertmanager, type Thing } from './fitting';
import { doctorOf, put, take } from './site';

/** What is asserted of an Alertmanager that is to take in who is told of alerts. */
export function onCallTests(the: () => Asked): void {
  const others = CHECK_IDS.filter((id) => id !== 'monitoring').map((id) => `--skip=${id}`);
  const told = () => {
    const { cluster, folder } = the();
    return doctorOf(
      cluster,
      folder,
      cluster.kubeconfigPath,
      undefined,
      'test/e2e/doctor/on-call.ts',
    )(undefined, ...others);
  };
  const EVERY = { alertmanagerConfigSelector: {}, alertmanagerConfigNamespaceSelector: {} };

  /** What is found with these in the cluster. */
  async function foundWith(...some: readonly Thing[]): Promise<{ status: number | null; lines: readonly string[] }> {
    for (const one of some) await put(the().api, one);
    try {
      const { status, stdout, stderr } = told();
      expect(stderr).toBe('');
      return { status, lines: stdout.match(/(?<=^ {2}\w+ monitoring: ).*(main|Alertmanager).*$/gm) ?? [] };
    } finally {
      for (const one of some) await take(the().api, one);
    }
  }

  const NOT_THERE =
    'no Alertmanager of the Prometheus Operator is anywhere; see that whatever reads AlertmanagerConfigs finds those of this environment';
  const strategy = (type: string) => ({ alertmanagerConfigMatcherStrategy: { type } });

  test.each<[string, readonly Thing[], number, readonly string[]]>([
    ['no Alertmanager', [], 1, [NOT_THERE]],
    [
      'one that takes in each',
      [alertmanager(EVERY)],
      0,
      [
        'monitoring/main finds who is told of alerts of desk and shop; of those of store, it tells whom its own configuration names',
      ],
    ],
    [
      'one that takes in each, beside one that takes in none',
      [alertmanager(EVERY), alertmanager({}, 'elsewhere')],
      0,
      [
        'monitoring/main finds who is told of alerts of desk and shop; of those of store, it tells whom its own configuration names',
      ],
    ],
    [
      'one that selects by label',
      [alertmanager({ ...EVERY, alertmanagerConfigSelector: { matchLabels: { release: 'kps' } } })],
      1,
      [
        'monitoring/main finds no AlertmanagerConfig of ours: alertmanagerConfigSelector is {"matchLabels":{"release":"kps"}}, and monitoring.monitorLabels is left out; write what it asks for to monitoring.monitorLabels',
      ],
    ],
    [
      'one that selects nothing, in its own namespace',
      [alertmanager({})],
      1,
      [
        'monitoring/main finds no AlertmanagerConfig of ours: alertmanagerConfigSelector is left out, which selects nothing, and monitoring.monitorLabels is left out; write what it asks for to monitoring.monitorLabels',
        'monitoring/main looks for no AlertmanagerConfig in desk and shop: alertmanagerConfigNamespaceSelector is left out, which selects nothing; let alertmanagerConfigNamespaceSelector of the Alertmanager select them; {} is all',
      ],
    ],
    [
      'one that tells each of everything',
      [alertmanager({ ...EVERY, ...strategy('None') })],
      1,
      [
        "monitoring/main tells the people of desk and shop of each other's alerts: alertmanagerConfigMatcherStrategy is None; leave its type out, or have one OnCallRotation for all of them",
      ],
    ],
  ])('with %s', async (_, some, status, lines) => {
    expect(await foundWith(...some)).toEqual({ status, lines });
  });
}
