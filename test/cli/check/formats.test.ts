import { junitText } from '../../../cli/check/formats/junit';
import { markdownText } from '../../../cli/check/formats/markdown';
import { kubernetesResource } from '../../../constructs/plan/resource';
import { judge, rules, type Verdict } from '../../../policies/index';

const pod = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop' },
  spec: { shareProcessNamespace: true, containers: [{ name: 'main', image: 'api:1' }] },
});

const placeOf = ({ path }: Verdict) => ({ file: path, line: 3 });

function verdictsOf(names: readonly string[], exempt = false): readonly Verdict[] {
  const resources = names.map((name) => kubernetesResource(pod(name), `${name}.yaml`));
  const exemptions = exempt
    ? [
        {
          rule: 'image-by-digest',
          resource: 'v1/Pod shop/api',
          field: 'spec.containers[0].image',
          owner: 'shop',
          reason: 'moves to the new registry in May',
          ticket: 'SHOP-1',
          expires: '2026-05-01',
        },
      ]
    : [];
  return judge(resources, { rules, exemptions, today: '2026-04-01' });
}

describe('junit', () => {
  test('has a suite for each rule, a case for each resource, and fails where the check does', () => {
    const verdicts = verdictsOf(['api', 'worker']);
    const text = junitText(verdicts, placeOf);
    const failing = verdicts.filter((one) => one.level === 'mandatory' && ['fail', 'unknown'].includes(one.outcome));
    expect(text).toMatch(
      new RegExp(
        `^<\\?xml version="1.0" encoding="UTF-8"\\?>\\n<testsuites name="dwcp check" tests="${verdicts.length}" failures="${failing.length}" `,
      ),
    );
    expect(text.match(/<failure /g)).toHaveLength(failing.length);
    expect(text.match(/<testcase /g)).toHaveLength(verdicts.length);
    expect(text).toContain('<testsuite name="image-by-digest" tests="2" failures="2" errors="0" skipped="0">');
    expect(text).toContain(
      '<testcase name="v1/Pod shop/worker" classname="image-by-digest" file="worker.yaml" line="3">',
    );
  });

  test('skips what is excused, and passes what is only advised', () => {
    const text = junitText(verdictsOf(['api'], true), placeOf);
    expect(text).toContain('<skipped message="exempt by shop until 2026-05-01 (SHOP-1)"/>');
    expect(text).toContain('<system-out>advisory: Pod shop/api: ');
  });

  test('fails on what could not be told', () => {
    const [first] = verdictsOf(['api']) as readonly [Verdict];
    const text = junitText([{ ...first, outcome: 'unknown', level: 'mandatory', messages: ['nobody knows'] }], placeOf);
    expect(text).toContain('failures="1"');
    expect(text).toContain('<failure type="unknown" message="nobody knows">nobody knows</failure>');
  });

  test('shows names as they are', () => {
    const [first] = verdictsOf(['api']) as readonly [Verdict];
    const text = junitText([{ ...first, outcome: 'fail', level: 'mandatory', resource: '"<&\u0007>' }], placeOf);
    expect(text).toContain('name="&quot;&lt;&amp;');
    expect(text).not.toContain('\u0007');
  });
});

describe('markdown', () => {
  test('counts, and tells each finding with its place, mandatory ones first', () => {
    const text = markdownText(verdictsOf(['api']), rules, placeOf);
    expect(text).toMatch(/^## The check fails\n\n\| \| failed \| unknown \| exempt \| passed \|\n/);
    expect(text).toContain('### `image-by-digest`: 1\n');
    expect(text).toContain('- `api.yaml:3` Pod shop/api: ');
    expect(text.indexOf('(advisory)')).toBeGreaterThan(text.indexOf('### `image-by-digest`'));
  });

  test('passes where the check does', () => {
    const advised = verdictsOf(['api']).filter(({ level }) => level === 'advisory');
    expect(markdownText(advised, rules, placeOf)).toMatch(/^## The check passes\n/);
  });

  test('fits into a comment, and counts what does not', () => {
    const names = Array.from({ length: 400 }, (_, index) => `worker-${index}`);
    const text = markdownText(verdictsOf(names), rules, placeOf);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/\n… and \d+ more rules: `--format json` has all\.\n$/);
  });
});
