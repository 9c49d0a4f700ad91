import { z } from 'zod';
import { tryCidr } from '../../constructs/network/cidr';
import { labels, list, loose, map, text, word } from './shape';

const expression = map({
  key: text(),
  operator: word('an operator', 'In', 'NotIn', 'Exists', 'DoesNotExist'),
  values: list(text()).nullish(),
}).superRefine(({ operator, values }, context) => {
  const listed = values?.length ?? 0;
  const lists = operator === 'In' || operator === 'NotIn';
  if (lists && listed === 0) context.addIssue(`${operator} has no values; list what the label is compared with`);
  if (operator.endsWith('Exist') || operator === 'Exists') {
    if (listed > 0) context.addIssue(`${operator} takes no values; remove them, or write In`);
  }
});

const selector = map({ matchLabels: labels.nullish(), matchExpressions: list(expression).nullish() });

const cidr = text().superRefine((value, context) => {
  if (tryCidr(value) === undefined) context.addIssue(`'${value}' is no address range; write one such as 10.0.0.0/8`);
});

const ipBlock = map({ cidr, except: list(cidr).nullish() }).superRefine((block, context) => {
  const whole = tryCidr(block.cidr);
  for (const [index, text] of (block.except ?? []).entries()) {
    const part = tryCidr(text);
    if (whole === undefined || part === undefined) continue;
    const inside = part.family === whole.family && part.first >= whole.first && part.last <= whole.last;
    if (!inside || part.prefix === whole.prefix) {
      const message = `${text} is no part of ${block.cidr}; except what lies in the range`;
      context.addIssue({ code: 'custom', path: ['except', index], message });
    }
  }
});

const peer = map({
  podSelector: selector.nullish(),
  namespaceSelector: selector.nullish(),
  ipBlock: ipBlock.nullish(),
}).superRefine(({ podSelector, namespaceSelector, ipBlock }, context) => {
  const selects = Boolean(podSelector ?? namespaceSelector);
  if (!selects && !ipBlock) context.addIssue('names nobody; give it podSelector, namespaceSelector or ipBlock');
  if (selects && ipBlock) context.addIssue('has ipBlock beside a selector; give each an entry of its own');
});

const number = z
  .int('is not a whole number; write a port from 1 to 65535')
  .refine((value) => value >= 1 && value <= 65535, { error: 'is not a port; write one from 1 to 65535' });

const named = z
  .string()
  .regex(/^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/, 'is not the name of a port; write it in lower case');

const port = map({
  protocol: word('a protocol', 'TCP', 'UDP', 'SCTP').nullish(),
  port: z.union([number, named], { error: 'is no port; write a number from 1 to 65535, or the name of one' }).nullish(),
  endPort: number.nullish(),
}).superRefine(({ port, endPort }, context) => {
  if (typeof endPort !== 'number') return;
  if (typeof port !== 'number')
    context.addIssue('has an endPort without a port number; give it the first of the range');
  else if (endPort < port) context.addIssue(`ends at ${endPort}, before it begins at ${port}; swap them`);
});

const ports = list(port).nullish();
const peers = list(peer).nullish();

/** A NetworkPolicy as the API server accepts it: https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ */
export const networkPolicy = loose({
  spec: map({
    podSelector: selector.nullish(),
    policyTypes: list(word('a policy type', 'Ingress', 'Egress')).nullish(),
    ingress: list(map({ from: peers, ports })).nullish(),
    egress: list(map({ to: peers, ports })).nullish(),
  }).nullish(),
});
