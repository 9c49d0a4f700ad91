import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderSvg } from '../../../cli/connections/formats/svg';
import type { Graph } from '../../../cli/connections/graph';
import { portsText } from '../../../cli/connections/ports';
import { type Comparison, comparisonOf } from '../../../cli/preview/comparison';
import { focused, pictureOf } from '../../../cli/preview/picture';
import { cidr, type Plan, Port, Postgres, planOf, type Resource, SecureNamespace, Worker } from '../../../constructs';
import { kubernetesResource } from '../../../constructs/plan/resource';
import { BACKUP, BACKUP_STORE } from '../../support/backup-store';
import { environment, IMAGE, POSTGRES, RESOURCES } from '../../support/environment';
import { PREVIEW_CHANGES } from '../../support/preview-changes/all';
import { comparisonOfChange } from '../../support/preview-changes/comparison';
import { ROOT, referencePlan } from '../../support/reference';

/** What several of the fifteen changes come to together, in production. */
function changed(...ids: readonly string[]): Comparison {
  const edits = PREVIEW_CHANGES.filter(({ id }) => ids.includes(id)).flatMap((change) => change.edits);
  return comparisonOfChange({ id: ids.join(' '), title: 'Several at once', environment: 'production', edits });
}

/** `from → to 5432/TCP` of the arrows with a look. */
function arrowsIn({ boxes, arrows }: Graph, look?: string): string[] {
  const names = new Map(boxes.map(({ id, name }) => [id, name]));
  return arrows
    .filter((arrow) => look === undefined || arrow.look === look)
    .map(({ source, target, ports }) => `${names.get(source)} → ${names.get(target)} ${portsText(ports)}`);
}

/** The same platform under another name. */
function renamed(plan: Plan, name: string): Plan {
  return JSON.parse(JSON.stringify(plan).replaceAll('dwcp', name)) as Plan;
}

function unique(resources: readonly Resource[]): readonly Resource[] {
  return [...new Map(resources.map((resource) => [resource.id, resource])).values()];
}

describe('the picture of a change', () => {
  test('shows what became possible and impossible among what is as it was', () => {
    const picture = pictureOf(changed('new-edge', 'removed-edge'));
    expect(arrowsIn(picture, 'possible')).toEqual(['dwcp/dwcp-worker → dwcp/dwcp-api 8080/TCP']);
    expect(arrowsIn(picture, 'impossible')).toEqual(['dwcp/dwcp-worker → dwcp/dwcp-redis 6379/TCP']);
    expect(arrowsIn(picture, 'plain')).toContain('dwcp/dwcp-api → dwcp/dwcp-redis 6379/TCP');
    expect(picture.boxes.filter(({ is }) => is !== undefined)).toEqual([]);
  });

  test('says of a workload that is on one side only whether it is new or gone', () => {
    const { before, after } = changed('new-exposed-host');
    const marked = (graph: Graph) => graph.boxes.flatMap(({ name, is }) => (is === undefined ? [] : [`${name} ${is}`]));
    expect(marked(pictureOf(comparisonOf(before, after)))).toEqual(['partners/partners new']);
    expect(marked(pictureOf(comparisonOf(after, before)))).toEqual(['partners/partners gone']);
  });

  test('draws what the infrastructure newly needs, and tells the rest of it in the boxes', () => {
    const picture = pictureOf(changed('new-exposed-host'));
    const prometheus = arrowsIn(picture).filter((arrow) => arrow.startsWith('prometheus'));
    expect(prometheus).toEqual(['prometheus → partners/partners 15020/TCP']);
    const worker = picture.boxes.find(({ name }) => name === 'dwcp/dwcp-worker');
    expect(worker?.infrastructure).toEqual(['called by kubelet, prometheus', 'calls cluster-dns, istiod']);
  });

  test('draws addresses by each name that edges have for them', () => {
    const tree = environment({}, { backups: BACKUP_STORE });
    const shop = new SecureNamespace(tree, 'shop');
    const database = new Postgres(shop, 'db', { ...POSTGRES, backup: BACKUP });
    const api = new Worker(shop, 'api', { image: IMAGE, scale: 1, resources: RESOURCES });
    database.grantReadOnly(api);
    const [range = ''] = BACKUP_STORE.ranges;
    api.connections.allowTo(cidr(range, [Port.tcp(443, 'https')]));
    const plan = planOf(tree);
    const picture = pictureOf(comparisonOf({ from: 'main', plan }, { from: 'here', plan }));
    const outside = arrowsIn(picture).filter((arrow) => arrow.endsWith('443/TCP'));
    expect(outside.sort()).toEqual([`shop/api → ${range} 443/TCP`, 'shop/db → backups (s3.example.com) 443/TCP']);
    expect(picture.boxes.filter(({ role }) => role === 'outside')).toHaveLength(2);
  });

  test('leaves a connection its old ports, and marks only the new ones', () => {
    const plan = referencePlan('production');
    // In the network policies of both ends, and in the authorization of the mesh.
    const text = JSON.stringify(plan)
      .replaceAll('{"port":8080,"protocol":"TCP"}', (port) => `${port},${port.replace('8080', '8443')}`)
      .replaceAll('["8080"]', '["8080","8443"]');
    const wider = JSON.parse(text) as typeof plan;
    const picture = pictureOf(comparisonOf({ from: 'main', plan }, { from: 'here', plan: wider }));
    const gateway = arrowsIn(picture).filter((arrow) => arrow.startsWith('edge/edge → dwcp/dwcp-api'));
    expect(gateway).toEqual(['edge/edge → dwcp/dwcp-api 8443/TCP', 'edge/edge → dwcp/dwcp-api 8080/TCP']);
    expect(arrowsIn(picture, 'possible')).toEqual([gateway[0]]);
  });

  test('leaves out what goes without saying', () => {
    const plan = referencePlan('production');
    const ingress = [{ from: [{ namespaceSelector: {} }], ports: [{ port: 6379, protocol: 'TCP' }] }];
    const open = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace: 'dwcp', name: 'open' },
      spec: { podSelector: {}, policyTypes: ['Ingress'], ingress },
    };
    const wider = { ...plan, resources: [...plan.resources, kubernetesResource(open, 'dwcp/open')] };
    const picture = pictureOf(comparisonOf({ from: 'main', plan }, { from: 'here', plan: wider }));
    // The egress of workloads is as closed as it was; of others, nobody knows more than that they are others.
    expect(arrowsIn(picture, 'possible').filter((arrow) => arrow.includes('dwcp-redis'))).toEqual([
      'any other pod → dwcp/dwcp-redis 6379/TCP',
    ]);
  });

  test('can be cut down to what differs and what that touches', () => {
    const picture = focused(pictureOf(changed('new-edge')));
    expect(arrowsIn(picture)).toEqual(['dwcp/dwcp-worker → dwcp/dwcp-api 8080/TCP']);
    expect(picture.boxes.map(({ name }) => name)).toEqual(['dwcp/dwcp-api', 'dwcp/dwcp-worker']);
  });

  test('of a large plan has only what differs, and says how much is left out', () => {
    const large = [...Array(25).keys()].map((index) => renamed(referencePlan('production'), `shop${index}`));
    const plan = {
      ...large[0]!,
      resources: unique(large.flatMap(({ resources }) => resources)),
      ends: [...new Map(large.flatMap(({ ends }) => ends).map((end) => [end.name, end])).values()],
      edges: large.flatMap(({ edges }) => edges),
    };
    const id = 'networking.k8s.io/v1/NetworkPolicy shop7/shop7-redis';
    expect(plan.resources.map((resource) => resource.id)).toContain(id);
    const less = { ...plan, resources: plan.resources.filter((resource) => resource.id !== id) };
    const picture = pictureOf(comparisonOf({ from: 'main', plan }, { from: 'here', plan: less }));
    expect(new Set(picture.arrows.map(({ look }) => look))).toEqual(new Set(['impossible']));
    expect(arrowsIn(picture)).toContain('shop7/shop7-api → shop7/shop7-redis 6379/TCP');
    expect(picture.left).toBeGreaterThan(1000);
  });

  test('in docs is what is drawn now', async () => {
    const file = join(ROOT, 'docs', 'images', 'change.svg');
    const svg = await renderSvg(pictureOf(changed('new-edge', 'removed-edge', 'new-exposed-host')));
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, svg);
    expect(svg).toBe(readFileSync(file, 'utf8'));
  });
});
