import { AuditDevices, check, planOf, SecureNamespace, splitPlan, TransitKey, VAULT } from '../../constructs';
import { failsCheck, judge } from '../../policies/index';
import { environment, FACTS, objectIn } from '../support/environment';

const AUDIT = { file: '/vault/audit/audit.log', socket: 'vector.logging.svc:9090' };

function audited(data: 'protected' | 'disposable' = 'protected') {
  const tree = environment({ data, zoneSpread: 'required' }, { vault: { ...FACTS.vault, audit: AUDIT } });
  const namespace = new SecureNamespace(tree, 'orders');
  return { tree, namespace };
}

test('Vault writes down what it is asked to a file and to a socket, as data that nobody deletes by accident', () => {
  const { tree, namespace } = audited();
  new AuditDevices(namespace, 'audit', AUDIT);
  const devices = planOf(tree).resources.filter(({ kind }) => kind === 'Audit');
  expect(devices).toMatchObject([
    {
      id: 'vault:index/audit:Audit sys/audit/test-file',
      data: true,
      args: { type: 'file', path: 'test-file', options: { file_path: AUDIT.file, mode: '0600' } },
    },
    {
      id: 'vault:index/audit:Audit sys/audit/test-socket',
      data: true,
      args: { type: 'socket', path: 'test-socket', options: { address: AUDIT.socket, socket_type: 'tcp' } },
    },
  ]);
  expect(failsCheck(judge(planOf(tree)))).toBe(false);
});

test('nothing else is asked of Vault before it is written down, nor while a device is being made', () => {
  const { tree, namespace } = audited();
  new TransitKey(namespace, 'before');
  new AuditDevices(namespace, 'audit', AUDIT);
  new TransitKey(namespace, 'after');
  const { resources } = planOf(tree);
  const asked = resources.filter(({ api }) => api === 'vault');
  const [file, socket] = ['file', 'socket'].map((type) => `vault:index/audit:Audit sys/audit/test-${type}`);
  expect(asked.slice(0, 2).map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
    [file, []],
    [socket, [file]],
  ]);
  expect(asked.length).toBeGreaterThan(4);
  expect(asked.slice(2).filter(({ dependsOn }) => !dependsOn.includes(socket!))).toEqual([]);
});

test('they are of no namespace, wherever they are declared, and before what others have in Vault', () => {
  const { tree, namespace } = audited();
  new AuditDevices(namespace, 'audit', AUDIT);
  new TransitKey(new SecureNamespace(tree, 'cards'), 'numbers');
  const parts = splitPlan(planOf(tree)).map(({ name, plan, after }) => [
    name,
    plan.resources.filter(({ api }) => api === 'vault').map(({ kind }) => kind),
    after,
  ]);
  expect(parts).toEqual([
    ['data.orders', [], []],
    ['cluster', ['Audit', 'Audit'], []],
    ['namespace.orders', [], ['data.orders']],
    ['data.cards', ['Mount', 'transit/SecretBackendKey'], ['cluster']],
  ]);
});

test('somebody is woken when one cannot be written, and told when nobody would know', () => {
  const { tree, namespace } = audited();
  new AuditDevices(namespace, 'audit', AUDIT);
  const { groups } = objectIn(tree, 'PrometheusRule', 'vault-audit')['spec'] as {
    groups: readonly { rules: readonly { alert: string; labels: object; expr: string }[] }[];
  };
  expect(groups[0]!.rules.map(({ alert, labels }) => [alert, labels])).toEqual([
    ['AuditNotWritten', { severity: 'critical', namespace: 'orders', owner: 'orders', rule: 'vault-audit' }],
    ['AuditUnknown', { severity: 'warning', namespace: 'orders', owner: 'orders', rule: 'vault-audit' }],
  ]);
});

describe('the collector', () => {
  const problem = (text: string) => check.socketAddress(text, 'give host and port');

  test.each(['vector.logging.svc:9090', '192.0.2.1:1', '[fd00::9]:65535'])('is at %s', (text) => {
    expect(problem(text)).toBeUndefined();
  });

  test.each([
    'vector',
    'vector:',
    'vector:0',
    'vector:70000',
    'tcp://vector:9090',
    'fd00::9:9090',
    '[192.0.2.1]:1',
    ':9',
  ])('is not at %s', (text) => {
    expect(problem(text)).toBe(`'${text}' is not a host and a port; give host and port`);
  });

  test('is a fact of Vault, beside the file', () => {
    const facts = { ...FACTS.vault, audit: { ...AUDIT, socket: 'vector' } };
    expect(VAULT.problems(facts, ['vault'])).toMatchObject([{ path: ['vault', 'audit', 'socket'] }]);
  });
});
