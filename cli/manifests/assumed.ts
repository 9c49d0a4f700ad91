import type { Located } from './manifests';

/** A namespace that somebody says exists: `shop`, or with its labels, `shop,team=red`. */
export function assumedNamespace(text: string): Located {
  const [name = '', ...pairs] = text.split(',');
  const labels = Object.fromEntries(
    pairs.map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)] as const),
  );
  const place = `--assume-namespace ${text}`;
  const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
  return { object, place, namespacePlace: () => place };
}
