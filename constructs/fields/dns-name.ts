import type { Check } from './text';

/** A name of one part, as a Kubernetes namespace has (RFC 1123). */
export const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The name of an object, as most kinds have one (RFC 1123). https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export const OBJECT_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

/** A name of one part, where a field has one. */
export const dnsLabel: Check = (text, find) =>
  DNS_LABEL.test(text)
    ? undefined
    : `'${text}' is not a DNS label (1 to 63 lower-case letters, digits and inner hyphens); ${find}`;

/** One or more labels joined by dots (RFC 1123). */
export const dnsName: Check = (text, find) => {
  if (text !== text.toLowerCase() && isDnsName(text.toLowerCase())) {
    return `'${text}' has capital letters; write ${text.toLowerCase()}`;
  }
  return isDnsName(text) ? undefined : `'${text}' is not a DNS name; ${find}`;
};

function isDnsName(text: string): boolean {
  const labels = text.split('.');
  // A last label of digits alone is an IP address to every resolver.
  return text.length <= 253 && labels.every((label) => DNS_LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
}

/** A name that the public resolves and a certificate is issued for. */
export const publicDomain: Check = (text, find) => {
  const name = text.replace(/^[a-z]+:\/\//i, '').replace(/[/?#].*$/, '');
  if (name !== text) {
    return `'${text}' has more than a name; write ${name}`;
  }
  if (text.startsWith('*.')) {
    return `'${text}' is a wildcard; write ${text.slice(2)}`;
  }
  if (text.endsWith('.')) {
    return `'${text}' ends in a dot; write ${text.slice(0, -1)}`;
  }
  return dnsName(text, find) ?? (text.includes('.') ? undefined : `'${text}' has no dot; ${find}`);
};
