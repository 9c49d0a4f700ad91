import { builtOnce } from './built-once';
import type { Container } from './containers';
import { type Entry, fieldsOf, isAbsent, step } from './fields';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const HOOKS = ['postStart', 'preStop'] as const;

/** Where a container says what the kubelet does for it. */
export const HANDLERS: readonly string[] = [...PROBES, ...HOOKS.map((hook) => `lifecycle.${hook}`)];

/** What the kubelet does for a container by itself: those of its probes and lifecycle hooks that there are. */
export const handlersOf = builtOnce(({ field, spec }: Container): readonly Entry[] => {
  const lifecycle = fieldsOf(spec['lifecycle'], `${field}.lifecycle`);
  const among = (of: Entry, names: readonly string[]) =>
    names.flatMap((name) => (isAbsent(of.value[name]) ? [] : [step(of, name)]));
  return [...among({ field, value: spec }, PROBES), ...among({ field: `${field}.lifecycle`, value: lifecycle }, HOOKS)];
});
