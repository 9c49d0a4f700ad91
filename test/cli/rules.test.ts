import { renderRule } from '../../cli/rules/explain';
import { rules } from '../../policies/index';
import { dwcp } from './connections/support';

describe('dwcp rules', () => {
  test('lists every rule under its topic', () => {
    const { status, stdout, stderr } = dwcp(['rules']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const { id, says } of rules) expect(stdout).toMatch(new RegExp(`^ {2}${id} .*  ${escaped(says)}$`, 'm'));
    expect(stdout).toMatch(
      /^vault\n {2}vault-over-tls +critical {2}Secrets come from Vault over TLS that is verified\.$/m,
    );
    expect(stdout).toContain(`\n${rules.length} rules; dwcp explain RULE says why`);
  });

  test('lists those of one topic as data', () => {
    const { stdout } = dwcp(['rules', '--topic', 'network', '--json']);
    const { schema, rules: listed } = JSON.parse(stdout) as {
      schema: number;
      rules: readonly { id: string; examples: object }[];
    };
    expect(schema).toBe(1);
    expect(listed.map(({ id }) => id)).toEqual(rules.filter(({ topic }) => topic === 'network').map(({ id }) => id));
    expect(listed[0]).toMatchObject({ severity: 'high', references: expect.any(Array), examples: expect.any(Object) });
  });

  test('refuses a topic that no rule is about', () => {
    expect(dwcp(['rules', '--topic', 'netwrk'])).toEqual({
      status: 2,
      stdout: '',
      stderr: "no rule is about 'netwrk'; did you mean 'network'?\n",
    });
    expect(dwcp(['rules', '--topic', 'weather']).stderr).toBe(
      "no rule is about 'weather'; use one of access, availability, data, mesh, network, observability, pods, vault\n",
    );
  });
});

describe('dwcp explain', () => {
  test('says what a rule demands, why, by which standard, and shows what it accepts and refuses', () => {
    expect(dwcp(['explain', 'read-only-root-filesystem'])).toEqual({
      status: 0,
      stderr: '',
      stdout: `read-only-root-filesystem  mandatory, medium, pods
Containers run from an immutable image and write only to mounted volumes.
Because an intruder otherwise rewrites the program.

Judges every container, init and ephemeral ones included
Runs in \`dwcp check\` and the policy pack, and in the API server by \`dwcp admission\`
Comes from
  NSA/CISA Kubernetes Hardening Guidance, “Immutable container file systems”, https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF
  CIS Kubernetes Benchmark, 5.7.3

accepted: a file system that is only read
    securityContext:
      readOnlyRootFilesystem: true

refused: nothing said of it, which lets the program write
    securityContext: {}
  container 'api' can write to its root filesystem (securityContext.readOnlyRootFilesystem); set it to true and mount an emptyDir at each path the program writes
`,
    });
  });

  test.each(rules.map((rule) => [rule.id, rule] as const))('has words for all of %s', (_, rule) => {
    expect(renderRule(rule)).toMatch(/\naccepted: [\s\S]*\nrefused: /);
    expect(renderRule(rule)).not.toMatch(/undefined|\[object/);
  });

  test('refuses a rule that nobody knows', () => {
    const refusal = (id: string) => dwcp(['explain', id]);
    expect(refusal('no-open-cidrs')).toEqual({
      status: 2,
      stdout: '',
      stderr: "no rule is called 'no-open-cidrs'; did you mean 'no-open-cidr'?\n",
    });
    expect(refusal('weather').stderr).toBe("no rule is called 'weather'; `dwcp rules` lists them\n");
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
