import { NAMESPACE_LABEL } from '../../../constructs/network/labels';
import { isAbsent, textOf } from '../../fields';
import { EVERYTHING, type Selector, selectorOf } from '../../selector';
import { Unknowable } from '../../unknowable';

/**
 * A selector in Calico's own language, as far as it asks for what labels have to be, one and all.
 *
 * https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selectors
 *
 * @throws Unknowable for what Kubernetes cannot ask for: one or the other, parts of a value.
 */
export function calicoSelector(value: unknown, field: string): Selector {
  const text = isAbsent(value) ? '' : textOf(value, field).trim();
  if (text === '') return EVERYTHING;
  return selectorOf({ matchExpressions: partsOf(text).flatMap((part) => demandOf(part, field)) }, field);
}

/** Split at `&&`, but for one in a quoted value. */
function partsOf(text: string): readonly string[] {
  const parts = [''];
  for (const token of text.match(/'[^']*'|"[^"]*"|&&|./gs) ?? []) {
    if (token === '&&') parts.push('');
    else parts.push(parts.pop() + token);
  }
  return parts;
}

const QUOTED = /'[^']*'|"[^"]*"/g;

const FORMS: readonly (readonly [form: RegExp, operator: string])[] = [
  [/^has\(\s*([\w./-]+)\s*\)$/, 'Exists'],
  [/^!\s*has\(\s*([\w./-]+)\s*\)$/, 'DoesNotExist'],
  [/^([\w./-]+)\s*==\s*('[^']*'|"[^"]*")$/, 'In'],
  [/^([\w./-]+)\s*!=\s*('[^']*'|"[^"]*")$/, 'NotIn'],
  [/^([\w./-]+)\s+in\s*\{([^{}]*)\}$/, 'In'],
  [/^([\w./-]+)\s+not\s+in\s*\{([^{}]*)\}$/, 'NotIn'],
];

function demandOf(written: string, field: string): readonly object[] {
  const part = written.trim();
  if (part === 'all()') return [];
  for (const [form, operator] of FORMS) {
    const [, key, values] = form.exec(part) ?? [];
    if (key === undefined || /[^\s,]/.test(values?.replace(QUOTED, '') ?? '')) continue;
    const quoted = values?.match(QUOTED)?.map((one) => one.slice(1, -1));
    return [{ key: labelOf(key, field), operator, ...(quoted && { values: quoted }) }];
  }
  throw new Unknowable(field, `'${part}' asks for more than a label selector can`);
}

/** Calico adds labels of its own, of which one is a namespace's name. */
function labelOf(key: string, field: string): string {
  if (key === 'projectcalico.org/name' && field.endsWith('namespaceSelector')) return NAMESPACE_LABEL;
  if (key.startsWith('projectcalico.org/')) throw new Unknowable(field, `who bears '${key}', is not in the input`);
  return key;
}
