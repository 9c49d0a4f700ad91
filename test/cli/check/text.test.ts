import { checkText } from '../../../cli/check/formats/text';
import { kubernetesResource } from '../../../constructs/plan/resource';
import { judge, rules, type Verdict } from '../../../policies/index';

const pod = (name: string, containers: unknown) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop' },
  spec: { containers },
});

const SHOP = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };

function judged(count: number, containers: unknown = [{ name: 'main', image: 'api:1' }]): readonly Verdict[] {
  const pods = [...Array(count).keys()].map((index) => pod(`p${index}`, containers));
  return judge(
    [SHOP, ...pods].map((object) => kubernetesResource(object, 'pods.yaml')),
    { rules },
  );
}

const linesOf = (verdicts: readonly Verdict[], whole = false, width?: number) =>
  checkText(verdicts, { whole, width }).trimEnd().split('\n');

describe('the text of a check', () => {
  test('has every finding, as long as somebody reads them', () => {
    const verdicts = judged(3);
    const found = verdicts.flatMap(({ messages }) => messages);
    expect(linesOf(verdicts)).toHaveLength(found.length + 1);
  });

  test('of a folder that nobody has mended, has the first findings of each rule and how many there are', () => {
    const verdicts = judged(300);
    const lines = linesOf(verdicts);
    expect(lines.length).toBeLessThan(200);
    const byDigest = lines.filter((line) => line.includes('image-by-digest'));
    expect(byDigest.at(-1)).toBe(
      `  and ${300 - (byDigest.length - 1)} more of image-by-digest; --rule image-by-digest tells them all, and --json of every rule`,
    );
    const rulesOf = (outcomes: readonly string[]) =>
      new Set(verdicts.filter(({ outcome }) => outcomes.includes(outcome)).map(({ rule }) => rule));
    for (const rule of rulesOf(['fail'])) expect(lines.join('\n')).toContain(`${rule}: `);
    expect(lines.at(-1)).toMatch(/^ {2}\d+ passed, \d+ failed/);
  });

  test('is whole where somebody asks for rules', () => {
    const verdicts = judged(300).filter(({ rule }) => rule === 'image-by-digest');
    expect(linesOf(verdicts, true)).toHaveLength(301);
  });

  test('counts the lines that a narrow screen makes of it', () => {
    expect(linesOf(judged(10), false, 80).length).toBeLessThan(200);
  });

  test('tells once what keeps many rules from judging', () => {
    const lines = linesOf(judged(1, 'none'));
    const [told, ...others] = lines.filter((line) => line.includes('unknown') && line.includes('p0'));
    expect(others).toEqual([]);
    expect(told).toMatch(/^ {2}unknown \d+ rules: Pod shop\/p0: they cannot judge it: .* \(spec\.containers\); /);
  });
});
