import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { slimDigest, slimState } from './slim';

/** What is in every one of them: the stack, the environment and its branches, the provider. */
const TREE = ['pulumi:pulumi:Stack::', ':Environment::', ':Namespace::dwcp$', ':Vault::', 'providers:kubernetes'];

/** The resources that the tests of readers take, by what their URNs have: test/cli/preview/sides/engine reads them. */
export const RECORDINGS = {
  state: [
    'NetworkPolicy::dwcp/default-deny$',
    'AuthorizationPolicy::dwcp/allow-nothing$',
    'PeerAuthentication::dwcp/default$',
    'PodDisruptionBudget::dwcp/dwcp-api$',
    // It needs nothing but its namespace: what a resource needs and a recording lacks would be a difference.
    'Mount::dev/dwcp/dwcp-redis$',
    ':Policy::',
  ],
  'preview-update': ['Deployment::dwcp/dwcp-worker$'],
  'preview-replace': ['StatefulSet::dwcp/dwcp-redis$'],
  'preview-failed': ['Certificate::edge/edge-tls$'],
  refresh: [
    'NetworkPolicy::dwcp/default-deny$',
    'AuthorizationPolicy::dwcp/allow-nothing$',
    'PeerAuthentication::dwcp/default$',
    'PodDisruptionBudget::dwcp/dwcp-api$',
    'Deployment::dwcp/dwcp-worker$',
  ],
} as const;

export type Recording = keyof typeof RECORDINGS;

/** As much of what the engine has just written as is recorded; `UPDATE_GOLDEN=1` records it. */
export function asRecorded(name: Recording, written: unknown): unknown {
  const pattern = new RegExp([...TREE, ...RECORDINGS[name]].join('|'));
  const slim = name === 'state' ? slimState : slimDigest;
  const value = slim(written as object, (urn) => pattern.test(urn));
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(fileOf(name), `${JSON.stringify(inOrder(value), null, 2)}\n`);
  return inOrder(value);
}

export function recorded(name: Recording): unknown {
  return inOrder(JSON.parse(readFileSync(fileOf(name), 'utf8')));
}

function fileOf(name: Recording): string {
  return join(__dirname, '..', '..', 'cli', 'preview', 'sides', 'engine', 'recorded', `${name}.json`);
}

type Json = any;

/** The engine does several things at once, and so in another order each time. */
function inOrder(value: Json): unknown {
  const byUrn = (list: readonly Json[]) => [...list].sort((a, b) => (a.urn < b.urn ? -1 : 1));
  return value.steps === undefined
    ? { ...value, deployment: { resources: byUrn(value.deployment.resources) } }
    : { ...value, steps: byUrn(value.steps) };
}
