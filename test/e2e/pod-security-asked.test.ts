import type { Manifest } from '../../constructs/plan/resource';
import { type Answer, Asking } from './admission/ask';
import { removeAll } from './admission/in-force';
import { generatedPods } from './pod-security/generated';
import { refusing } from './pod-security/refusing';
import { WRAPPERS } from './pod-security/wrappers';
import { eventually } from './support/eventually';
import { KubernetesApi } from './support/kubernetes-api';
import { world } from './support/world';

/** Pods that the API server has a verdict on, by the standard. */
const WANTED = 500;
/** As many are made at the most: some of what is generated is no pod to the server. */
const MOST = 2 * WANTED;
const AT_ONCE = 50;
const SEED = Number(process.env['DWCP_SEED'] ?? 20_261_128);

/** The rules that are about a reason for which the server's own admission refuses a pod. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  'allowPrivilegeEscalation != false': ['no-privilege-escalation'],
  'forbidden AppArmor profile': ['apparmor-not-disabled'],
  'forbidden AppArmor profiles': ['apparmor-not-disabled'],
  'forbidden sysctls': ['sysctls-safe'],
  'host namespaces': ['host-namespaces-isolated'],
  hostPort: ['host-namespaces-isolated'],
  hostProcess: ['windows-host-process-absent'],
  privileged: ['no-privilege-escalation'],
  'probe or lifecycle host': ['probes-stay-in-the-pod'],
  procMount: ['proc-mount-default'],
  'restricted volume types': ['volume-types-restricted', 'no-host-path-volumes'],
  'runAsNonRoot != true': ['run-as-non-root'],
  'runAsUser=0': ['run-as-non-root'],
  seLinuxOptions: ['selinux-options-default'],
  seccompProfile: ['seccomp-runtime-default'],
  'unrestricted capabilities': ['capabilities-dropped'],
};
/** What no valid pod of the generator can have. */
const NEVER = ['procMount'];

const NAMESPACE = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'pod-security', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
};
const ACCOUNT = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'fixture', namespace: 'pod-security' } };

const api = new KubernetesApi(world().kubernetes);
const asking = new Asking(world().kubernetes);

/** The pods on which there is a verdict, each with the reasons of the server; none for those that it admits. */
const judged: { readonly pod: Manifest; readonly reasons: readonly string[] }[] = [];

beforeAll(async () => {
  for (const object of [NAMESPACE, ACCOUNT]) await api.apply(object);
  const pods = generatedPods(MOST, SEED, NAMESPACE.metadata.name);
  await eventually(async () => (await asking.all(pods.slice(0, AT_ONCE))).some(isRefused), {
    what: 'the standard in force',
    timeoutMs: 60_000,
  });
  for (let start = 0; judged.length < WANTED && start < pods.length; start += AT_ONCE) {
    const some = pods.slice(start, start + AT_ONCE);
    for (const [index, answer] of (await asking.all(some)).entries()) {
      if (answer.stored !== undefined || isRefused(answer))
        judged.push({ pod: some[index]!, reasons: reasonsOf(answer) });
    }
  }
  judged.splice(WANTED);
}, 120_000);

afterAll(async () => {
  await removeAll(api, [NAMESPACE, ACCOUNT]);
  asking.close();
  api.close();
}, 120_000);

function isRefused({ refusal }: Answer): boolean {
  return refusal?.includes('violates PodSecurity "restricted:latest"') ?? false;
}

/** Each reason without the details in brackets: `violates PodSecurity "…": hostPort (container "a" …), privileged (…)`. */
function reasonsOf({ refusal = '' }: Answer): readonly string[] {
  const [, said = ''] = /violates PodSecurity "[^"]*": (.*)$/s.exec(refusal) ?? [];
  return said === '' ? [] : said.replace(/ \([^()]*\)/g, '').split(', ');
}

test(`there is a verdict on ${WANTED} pods, and of every reason some`, () => {
  const counts = new Map<string, number>();
  for (const reason of judged.flatMap(({ reasons }) => reasons)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const admitted = judged.filter(({ reasons }) => reasons.length === 0);
  process.stdout.write(
    `pod security: ${admitted.length} of ${judged.length} admitted, by seed ${SEED}; refused for ` +
      `${[...counts].map(([reason, count]) => `${reason} ${count}`).join(', ')}\n`,
  );
  expect(judged).toHaveLength(WANTED);
  expect(Math.min(admitted.length, WANTED - admitted.length)).toBeGreaterThan(WANTED / 10);
  expect([...counts.keys()].filter((reason) => ABOUT[reason] === undefined)).toEqual([]);
  const plural = /AppArmor/;
  const wanted = Object.keys(ABOUT).filter((reason) => !NEVER.includes(reason) && !plural.test(reason));
  expect(wanted.filter((reason) => (counts.get(reason) ?? 0) < 3)).toEqual([]);
  expect([...counts.keys()].some((reason) => plural.test(reason))).toBe(true);
});

test.each(Object.entries(WRAPPERS))(
  'as %s, each that the API server refuses is refused for every reason that it has',
  (_, wrap) => {
    const accepted = judged.flatMap(({ pod, reasons }) => {
      const found = refusing(wrap(pod));
      const missed = reasons.filter((reason) => !ABOUT[reason]?.some((rule) => found.includes(rule)));
      return missed.length === 0 ? [] : [{ missed, found, pod }];
    });
    expect(accepted.slice(0, 3)).toEqual([]);
  },
);
