/** Kinds that are many by their name already. */
const MANY = ['CSISecrets', 'Endpoints', 'Redis'];

/** What Kubernetes calls the resources of a kind: `networkpolicies` for `NetworkPolicy`, `gateways` for `Gateway`. */
export function pluralIn(kind: string): string {
  const one = kind.toLowerCase();
  if (MANY.includes(kind)) return one;
  if (/(s|x|z|ch|sh)$/.test(one)) return `${one}es`;
  return /[^aeiou]y$/.test(one) ? `${one.slice(0, -1)}ies` : `${one}s`;
}
