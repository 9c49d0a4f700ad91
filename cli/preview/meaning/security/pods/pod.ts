import { entriesOf, type Fields, isAbsent } from '../../../../../policies/fields';
import type { PodSpec } from '../../../../../policies/pod-spec';
import { may, onLadder, type Trait, unranked } from '../traits/trait';
import { volumeTraits } from './volumes';

const NODE = {
  hostNetwork: 'use the network of its node',
  hostPID: 'see every process of its node',
  hostIPC: 'share memory with its node',
  shareProcessNamespace: 'let each of its containers see the processes of the others',
} as const;

/** What a pod may do beside what each of its containers may. */
export function podTraits({ field, spec, securityContext }: PodSpec, name: string): readonly Trait[] {
  const { serviceAccountName, serviceAccount, automountServiceAccountToken: token, hostUsers } = spec;
  const account = serviceAccountName ?? serviceAccount ?? 'default';
  return [
    ...Object.entries(NODE).flatMap(([key, what]) => (isSet(spec[key]) ? [may(what)] : [])),
    unranked('service account', account === name ? 'its own' : account),
    onLadder(
      'automountServiceAccountToken',
      ['false', 'left to its service account', 'true'],
      token ?? 'left to its service account',
    ),
    onLadder('hostUsers', ['false', 'true'], hostUsers ?? true),
    unranked('runtimeClassName', spec['runtimeClassName']),
    unranked('dnsConfig', spec['dnsConfig']),
    unranked('hostAliases', spec['hostAliases']),
    ...groupsIn(securityContext, `${field}.securityContext`),
    ...sysctls(securityContext, `${field}.securityContext`),
    ...tolerations(spec, field),
    ...volumeTraits(spec, field),
  ];
}

/** Anything but false: what is none of both is refused by the API server, or was meant. */
function isSet(value: unknown): boolean {
  return !isAbsent(value) && value !== false;
}

function groupsIn(context: Fields, field: string): readonly Trait[] {
  const { fsGroup, supplementalGroups } = context;
  if (supplementalGroups !== undefined && !Array.isArray(supplementalGroups)) {
    return [unranked(`${field}.supplementalGroups`, supplementalGroups)];
  }
  return [fsGroup, ...(supplementalGroups ?? [])].includes(0) ? [may('open what the group root may')] : [];
}

function sysctls(context: Fields, field: string): readonly Trait[] {
  return entriesOf(context['sysctls'], `${field}.sysctls`).map(({ value }) =>
    may(`set the kernel's ${String(value['name'])} to ${String(value['value'])}`),
  );
}

/** Nodes that are kept apart, those of the control plane for one. */
function tolerations(spec: Fields, field: string): readonly Trait[] {
  return entriesOf(spec['tolerations'], `${field}.tolerations`).map(({ value: { key, operator, value } }) => {
    if (isAbsent(key) || key === '') return { ...may('run on every node, however tainted'), covers: isToleration };
    return may(
      `run on nodes tainted ${String(key)}${operator === 'Exists' || isAbsent(value) ? '' : `=${String(value)}`}`,
    );
  });
}

function isToleration({ may }: { readonly may: string }): boolean {
  return may.startsWith('run on nodes tainted ');
}
