import type { Container } from './containers';
import { type Entry, fieldsOf } from './fields';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const HOOKS = ['postStart', 'preStop'] as const;

/** Where a container says what the kubelet does for it. */
export const HANDLERS: readonly string[] = [...PROBES, ...HOOKS.map((hook) => `lifecycle.${hook}`)];

/** What the kubelet does for a container by itself: its probes and lifecycle hooks, empty where there is none. */
export function handlersOf({ field, spec }: Container): readonly Entry[] {
  const lifecycle = fieldsOf(spec['lifecycle'], `${field}.lifecycle`);
  const of = (value: unknown, at: string) => ({ field: at, value: fieldsOf(value, at) });
  return [
    ...PROBES.map((probe) => of(spec[probe], `${field}.${probe}`)),
    ...HOOKS.map((hook) => of(lifecycle[hook], `${field}.lifecycle.${hook}`)),
  ];
}
