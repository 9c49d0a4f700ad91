import { App } from 'cdk8s';
import {
  check,
  Environment,
  FACTS as FACT_FIELDS,
  factsFrom,
  field,
  POSTURE as POSTURE_FIELDS,
} from '../../../constructs';
import { FACTS, POSTURE } from '../../support/environment';
import { problemsOf } from '../../support/problems-of';

// As JavaScript calls it, where no compiler helps.
const Untyped = Environment as unknown as new (...given: readonly unknown[]) => Environment;
const build = field as unknown as Record<string, (...given: readonly unknown[]) => never>;

const { cluster, vault } = FACTS;
const environment = (props: unknown) => new Untyped(new App(), 'qa', props);
const facts = (changed: object) => environment({ posture: POSTURE, facts: { ...FACTS, ...changed } });
const inCluster = (changed: object) => facts({ cluster: { ...cluster, ...changed } });
const inVault = (changed: object) => facts({ vault: { ...vault, ...changed } });
const posture = (changed: object) => environment({ posture: { ...POSTURE, ...changed }, facts: FACTS });
const own = (fields: unknown, changed: object = {}) =>
  environment({ posture: POSTURE, facts: { ...FACTS, ...changed }, fields });
const config = (value: unknown) =>
  factsFrom(value, { domain: field.text('give the domain', check.dnsName) }, { file: 'Pulumi.qa.yaml' });

class Settings {
  readonly cluster = cluster;
  get vault() {
    return vault;
  }
}

const circle: Record<string, unknown> = { ...cluster };
circle['dns'] = circle;

const revoked = Proxy.revocable({}, {});
revoked.revoke();
const revokedList = Proxy.revocable([], {});
revokedList.revoke();

const throwing = new Proxy(
  {},
  {
    ownKeys: () => {
      throw new RangeError('no');
    },
  },
);

/** Each a mistake that somebody makes, or means to make. */
const WRONG: [what: string, use: () => unknown, ...problems: string[]][] = [
  [
    'no arguments',
    () => new Untyped(),
    'undefined is declared in undefined, which is no construct; give what it belongs to first, such as a `new App()`, then its id',
  ],
  [
    'no id',
    () => new Untyped(new App()),
    'the app has a part with undefined for its id; write a text that nothing else in it is called',
  ],
  [
    'a number for its id',
    () => new Untyped(new App(), 7, { posture: POSTURE, facts: FACTS }),
    'the app has a part with 7 for its id; write a text that nothing else in it is called',
  ],
  [
    'a string for its scope',
    () => new Untyped('app', 'qa', { posture: POSTURE, facts: FACTS }),
    "'qa' is declared in 'app', which is no construct; give what it belongs to first, such as a `new App()`, then its id",
  ],
  ['no props', () => environment(undefined), "'qa' props: is missing; give it posture, facts"],
  ['null for its props', () => environment(null), "'qa' props: has no value; give it posture, facts"],
  ['a list for its props', () => environment([]), "'qa' props: a list is not a map; give it posture, facts"],
  [
    'a function for its props',
    () => environment(() => ({})),
    "'qa' props: a function is not a map; give it posture, facts",
  ],
  [
    'props of a class',
    () => environment(new Settings()),
    "'qa' props: is an object of a class, not plain data; give it posture, facts",
  ],
  [
    'a prop that there is not',
    () => environment({ posture: POSTURE, facts: FACTS, fact: FACTS, region: 'eu' }),
    "'qa' fact: is not a field; did you mean facts?",
    "'qa' region: is not a field; the fields here are posture, facts, fields, formerly, registries, metadataAddresses, widestRange, and what `fields` adds to facts and posture",
  ],
  [
    'a mistyped prop',
    () => environment({ posture: POSTURE, fact: FACTS }),
    "'qa' fact: is not a field; did you mean facts?",
  ],
  [
    'facts of a class, whose parts may be computed',
    () => environment({ posture: POSTURE, facts: new Settings() }),
    "'qa' facts: is an object of a class, not plain data; give it cluster",
  ],
  [
    'facts that are inherited',
    () => environment({ posture: POSTURE, facts: Object.create(FACTS) as unknown }),
    "'qa' facts: is an object of a class, not plain data; give it cluster",
  ],
  [
    'a Map of facts',
    () => environment({ posture: POSTURE, facts: new Map(Object.entries(FACTS)) }),
    "'qa' facts: is an object of a class, not plain data; give it cluster",
  ],
  [
    'a promise of facts',
    () => environment({ posture: POSTURE, facts: Promise.resolve(FACTS) }),
    "'qa' facts: is an object of a class, not plain data; give it cluster",
  ],
  [
    'facts behind a getter',
    () =>
      environment({
        posture: POSTURE,
        get facts() {
          return FACTS;
        },
      }),
    "'qa' facts: is computed by a getter; write its value",
  ],
  [
    'facts in a Proxy that was revoked',
    () => environment({ posture: POSTURE, facts: revoked.proxy }),
    "'qa' facts: is an object of a class, not plain data; give it cluster",
  ],
  [
    'facts in a Proxy that tells nothing',
    () => environment({ posture: POSTURE, facts: throwing }),
    "'qa' facts: is an object of a class, not plain data; give it cluster",
  ],
  [
    'null for a cluster',
    () => facts({ cluster: null }),
    "'qa' facts.cluster: has no value; give it id, apiServer, dns, podCidrs, nodeCidrs, trustDomain",
  ],
  [
    'a cluster that leads back to itself',
    () => facts({ cluster: circle }),
    "'qa' facts.cluster.dns.id: is not a field; the fields here are serviceIp, nodeLocalIp, namespace, labels, and what `fields` adds to facts and posture",
    "'qa' facts.cluster.dns.context: is not a field; the fields here are serviceIp, nodeLocalIp, namespace, labels, and what `fields` adds to facts and posture",
    "'qa' facts.cluster.dns.apiServer: is not a field; the fields here are serviceIp, nodeLocalIp, namespace, labels, and what `fields` adds to facts and posture",
    "'qa' facts.cluster.dns.dns: is not a field; the fields here are serviceIp, nodeLocalIp, namespace, labels, and what `fields` adds to facts and posture",
    "'qa' facts.cluster.dns.podCidrs: is not a field; the fields here are serviceIp, nodeLocalIp, namespace, labels, and what `fields` adds to facts and posture",
    "'qa' facts.cluster.dns.nodeCidrs: is not a field; the fields here are serviceIp, nodeLocalIp, namespace, labels, and what `fields` adds to facts and posture",
    "'qa' facts.cluster.dns.trustDomain: is not a field; the fields here are serviceIp, nodeLocalIp, namespace, labels, and what `fields` adds to facts and posture",
    "'qa' facts.cluster.dns.serviceIp: is missing; give the cluster IP that kubectl -n kube-system get service kube-dns shows",
  ],
  [
    'a fact that nobody knows',
    () => facts({ colour: 'blue' }),
    "'qa' facts.colour: is not a field; the fields here are cluster, vault, secretsManager, backups, traces, prices, and what `fields` adds to facts and posture",
  ],
  [
    'the constructor for a fact',
    () => facts({ constructor: {} }),
    "'qa' facts.constructor: is not a field; the fields here are cluster, vault, secretsManager, backups, traces, prices, and what `fields` adds to facts and posture",
  ],
  [
    'a prototype for a fact, as JSON can write it',
    () => facts(JSON.parse('{"__proto__": {"cluster": {}}}') as object),
    "'qa' facts.__proto__: is not a field; the fields here are cluster, vault, secretsManager, backups, traces, prices, and what `fields` adds to facts and posture",
  ],
  [
    'a prototype inside a fact',
    () => inCluster({ dns: JSON.parse('{"__proto__": {"serviceIp": "8.8.8.8"}}') as object }),
    "'qa' facts.cluster.dns.__proto__: is not a field; the fields here are serviceIp, nodeLocalIp, namespace, labels, and what `fields` adds to facts and posture",
    "'qa' facts.cluster.dns.serviceIp: is missing; give the cluster IP that kubectl -n kube-system get service kube-dns shows",
  ],
  [
    'an API server open to everyone',
    () => inCluster({ apiServer: { cidrs: ['0.0.0.0/0'], port: 6443 } }),
    "'qa' facts.cluster.apiServer.cidrs[0]: 0.0.0.0/0 opens the API server to everyone; name the addresses, e.g. 203.0.113.10/32",
  ],
  [
    'no address of the API server',
    () => inCluster({ apiServer: { cidrs: [], port: 6443 } }),
    "'qa' facts.cluster.apiServer.cidrs: is an empty list; name the addresses, e.g. 203.0.113.10/32",
  ],
  [
    'addresses that are one text',
    () => inCluster({ apiServer: { cidrs: '203.0.113.10/32', port: 6443 } }),
    "'qa' facts.cluster.apiServer.cidrs: '203.0.113.10/32' is not a list; name the addresses, e.g. 203.0.113.10/32",
  ],
  [
    'a port that is a text',
    () => inCluster({ apiServer: { cidrs: ['203.0.113.10/32'], port: '6443' } }),
    "'qa' facts.cluster.apiServer.port: '6443' is not a number; give the port that kubectl get endpoints kubernetes shows, e.g. 6443",
  ],
  [
    'a port that is NaN',
    () => inCluster({ apiServer: { cidrs: ['203.0.113.10/32'], port: Number.NaN } }),
    "'qa' facts.cluster.apiServer.port: NaN is not a port from 1 to 65535; give the port that kubectl get endpoints kubernetes shows, e.g. 6443",
  ],
  [
    'a port that is a big number',
    () => inCluster({ apiServer: { cidrs: ['203.0.113.10/32'], port: 6443n } }),
    "'qa' facts.cluster.apiServer.port: 6443n is not a number; give the port that kubectl get endpoints kubernetes shows, e.g. 6443",
  ],
  [
    'an address that is none',
    () => inCluster({ dns: { serviceIp: 'not-an-ip' } }),
    "'qa' facts.cluster.dns.serviceIp: 'not-an-ip' is not an IP address; give the cluster IP that kubectl -n kube-system get service kube-dns shows",
  ],
  [
    'a list with a hole',
    () => inCluster({ podCidrs: Object.assign(Array(2), { 1: '10.244.0.0/16' }) }),
    "'qa' facts.cluster.podCidrs[0]: is missing; name the networks that pods get addresses from, e.g. 10.244.0.0/16",
  ],
  [
    'a list in a Proxy that was revoked',
    () => inCluster({ podCidrs: revokedList.proxy }),
    "'qa' facts.cluster.podCidrs: an object of a class is not a list; name the networks that pods get addresses from, e.g. 10.244.0.0/16",
  ],
  [
    'a list of a thousand million',
    () => inCluster({ podCidrs: Array(1e9) }),
    "'qa' facts.cluster.podCidrs: has 1000000000 entries, where 1000 are the most; name the networks that pods get addresses from, e.g. 10.244.0.0/16",
  ],
  [
    'a list with a getter',
    () => inCluster({ podCidrs: Object.defineProperty(['x'], 0, { get: () => '10.244.0.0/16' }) }),
    "'qa' facts.cluster.podCidrs[0]: is computed by a getter; write its value",
  ],
  [
    'a symbol for a name',
    () => inCluster({ context: Symbol('prod') }),
    "'qa' facts.cluster.context: a symbol is not text; name the kubeconfig context to deploy to, as kubectl config get-contexts lists it",
  ],
  [
    'a text with line breaks',
    () => inCluster({ trustDomain: 'a\nb' }),
    "'qa' facts.cluster.trustDomain: 'a\\nb' is not a DNS name; give trustDomain of Istio's meshConfig, e.g. cluster.local",
  ],
  [
    'a text that is an object',
    () => inCluster({ trustDomain: new String('cluster.local') }),
    "'qa' facts.cluster.trustDomain: an object of a class is not text; give trustDomain of Istio's meshConfig, e.g. cluster.local",
  ],
  [
    'pods and nodes in one network',
    () => inCluster({ nodeCidrs: cluster.podCidrs }),
    "'qa' facts.cluster.nodeCidrs[0]: 10.244.0.0/16 overlaps podCidrs[0] 10.244.0.0/16, so a pod would pass for a kubelet; give pods and nodes networks of their own",
  ],
  [
    'a namespace of no name',
    () => inCluster({ operators: { istio: 'Istio System' } }),
    "'qa' facts.cluster.operators.istio: 'Istio System' is not a DNS label (1 to 63 lower-case letters, digits and inner hyphens); name the namespace of istiod: kubectl get pods -A",
  ],
  [
    'an operator that nobody knows',
    () => inCluster({ operators: { isto: 'istio' } }),
    "'qa' facts.cluster.operators.isto: is not a field; did you mean facts.cluster.operators.istio?",
  ],
  [
    'a label without a value',
    () => inCluster({ monitoring: { monitorLabels: { release: null } } }),
    "'qa' facts.cluster.monitoring.monitorLabels.release: null is not the value of a label; write a text of at most 63 letters, digits, dots, hyphens and underscores, of which the first and the last are letters or digits",
  ],
  [
    'a label with a value that is a number',
    () => inCluster({ monitoring: { monitorLabels: { release: 7 } } }),
    "'qa' facts.cluster.monitoring.monitorLabels.release: 7 is not the value of a label; write a text of at most 63 letters, digits, dots, hyphens and underscores, of which the first and the last are letters or digits",
  ],
  [
    'a label with a key of spaces',
    () => inCluster({ monitoring: { prometheus: { 'my app': 'prometheus' } } }),
    "'qa' facts.cluster.monitoring.prometheus['my app']: 'my app' is not the key of a label; write at most 63 letters, digits, dots, hyphens and underscores, of which the first and the last are letters or digits, after a domain and a slash if it has one",
  ],
  [
    'no labels, which every pod has',
    () => inCluster({ monitoring: { prometheus: {} } }),
    "'qa' facts.cluster.monitoring.prometheus: is an empty map, which would find everything; give the labels of the Prometheus pods: kubectl get pods -A --show-labels",
  ],
  [
    'a Prometheus by its host alone',
    () => inCluster({ monitoring: { address: 'prometheus.monitoring.svc:9090' } }),
    "'qa' facts.cluster.monitoring.address: 'prometheus.monitoring.svc:9090' is not an http or https address; give the address of its Service, e.g. http://prometheus.monitoring.svc:9090",
  ],
  [
    'a Prometheus with a slash too many',
    () => inCluster({ monitoring: { address: 'https://metrics.example.com/prometheus/' } }),
    "'qa' facts.cluster.monitoring.address: 'https://metrics.example.com/prometheus/' has more than scheme, host, port and path; write https://metrics.example.com/prometheus",
  ],
  [
    'a Prometheus with a question',
    () => inCluster({ monitoring: { address: 'http://metrics.example.com?tenant=1' } }),
    "'qa' facts.cluster.monitoring.address: 'http://metrics.example.com?tenant=1' has more than scheme, host, port and path; write http://metrics.example.com",
  ],
  [
    'a Prometheus with a login',
    () => inCluster({ monitoring: { address: 'http://keda:hunter2@metrics.example.com' } }),
    "'qa' facts.cluster.monitoring.address: has credentials in it; facts are not secrets, so write the address alone",
  ],
  [
    'labels of DNS that are in no list',
    () => inCluster({ dns: { serviceIp: '10.96.0.10', labels: { 'k8s-app': 'kube-dns' } } }),
    "'qa' facts.cluster.dns.labels: a map is not a list; give the labels of the DNS pods: kubectl -n kube-system get pods --show-labels",
  ],
  [
    'a plugin that nobody knows',
    () => inCluster({ networkPlugin: { name: 'flannel' } }),
    "'qa' facts.cluster.networkPlugin.name: 'flannel' is not one of antrea, calico, cilium, kube-router; it says what enforces NetworkPolicies; for one that is not among them, leave networkPlugin out",
  ],
  [
    'a plugin by its name alone',
    () => inCluster({ networkPlugin: 'cilium' }),
    "'qa' facts.cluster.networkPlugin: 'cilium' is not a map; give it name",
  ],
  [
    'a Vault in clear',
    () => inVault({ address: 'http://vault:8200' }),
    "'qa' facts.vault.address: 'http://vault:8200' is not https, so credentials would cross the network in clear; serve it over TLS and write https",
  ],
  [
    'a Vault with a password, which is not shown',
    () => inVault({ address: 'https://me:hunter2@vault:8200' }),
    "'qa' facts.vault.address: has credentials in it; facts are not secrets, so write the address alone",
  ],
  [
    'a folder that goes on with a parameter',
    () => inVault({ databaseCertificates: '/x?sslmode=disable&a=b' }),
    "'qa' facts.vault.databaseCertificates: '/x?sslmode=disable&a=b' has '?' in it, which a database's connection string would read as its own; use letters, digits, dots, hyphens and underscores",
  ],
  [
    'a posture that is null',
    () => environment({ posture: null, facts: FACTS }),
    "'qa' posture: has no value; give it name, data, zoneSpread, enforcement",
  ],
  [
    'an environment without a name',
    () => posture({ name: '' }),
    "'qa' posture.name: is empty; name the environment by one, as in 'staging': it is part of every Vault path",
  ],
  [
    'data that is nearly protected',
    () => posture({ data: 'protect' }),
    "'qa' posture.data: 'protect' is not one of disposable, protected; it says whether data survives `pulumi destroy`",
  ],
  [
    'data that is protected twice over',
    () => posture({ data: ['protected'] }),
    "'qa' posture.data: a list is not one of disposable, protected; it says whether data survives `pulumi destroy`",
  ],
  [
    'an enforcement of its own',
    () => posture({ enforcement: true }),
    "'qa' posture.enforcement: true is not one of audit-allowed, enforced; it says whether a namespace may go without default deny",
  ],
  [
    'a part of a posture that nobody reads',
    () => posture({ replicas: 3 }),
    "'qa' posture.replicas: is not a field; the fields here are name, data, zoneSpread, enforcement, and what `fields` adds to facts and posture",
  ],
  [
    'fields that are none',
    () => own({ facts: { ...FACT_FIELDS, domain: true } }, { domain: 'x' }),
    "'qa' facts.domain: has no field that checks it; make one, as in field.text('give …', check.dnsName)",
  ],
  [
    'fields that are a function',
    () => own({ facts: () => FACT_FIELDS }),
    "'qa' facts: has no field that checks it; make one, as in field.text('give …', check.dnsName)",
  ],
  [
    'fields that leave out the base',
    () => own({ posture: { name: POSTURE_FIELDS.name } }),
    "'qa' posture.data: is not a field; the fields here are name, and what `fields` adds to facts and posture",
    "'qa' posture.zoneSpread: is not a field; the fields here are name, and what `fields` adds to facts and posture",
    "'qa' posture.enforcement: is not a field; the fields here are name, and what `fields` adds to facts and posture",
  ],
  [
    'fields that ask less than the base',
    () =>
      own(
        { facts: { ...FACT_FIELDS, cluster: field.leaf(() => undefined) } },
        { cluster: { ...cluster, dns: { serviceIp: 'x' } } },
      ),
    "'qa' facts.cluster.dns.serviceIp: 'x' is not an IP address; give the cluster IP that kubectl -n kube-system get service kube-dns shows",
  ],
  [
    'a field of text without a check',
    () => build['text']!('give the domain'),
    'field.text(…) has nothing for its second argument; give a function, such as check.dnsName',
  ],
  [
    'a field of text without anything',
    () => build['text']!(),
    "field.text(…) has nothing for its first argument; say how to find the value, as in 'give …'",
    'field.text(…) has nothing for its second argument; give a function, such as check.dnsName',
  ],
  [
    'a field of numbers with a check that is none',
    () => build['number']!('give it', 3),
    'field.number(…) has 3 for its second argument; give a function, such as check.dnsName',
  ],
  [
    'a list of what is no field',
    () => build['list']!('give them', check.dnsName),
    'field.list(…) has a function for its second argument; give a field, such as field.count(…)',
  ],
  [
    'a group of what is no field',
    () => build['group']!({ domain: check.dnsName }),
    'field.group(…) has a map for its first argument; give a map in which every part is a field',
  ],
  [
    'a group of nothing',
    () => build['group']!(),
    'field.group(…) has nothing for its first argument; give a map in which every part is a field',
  ],
  [
    'a count without a direction',
    () => build['count']!(),
    "field.count(…) has nothing for its first argument; write { stricter: 'more' or 'less' }",
  ],
  [
    'a count with a direction of its own',
    () => build['count']!({ stricter: 'bigger' }),
    "field.count(…) has a map for its first argument; write { stricter: 'more' or 'less' }",
  ],
  [
    'a choice of nothing',
    () => build['oneOf']!([], 'it says what'),
    'field.oneOf(…) has a list for its first argument; list the values that there are',
  ],
  [
    'a choice without a reason',
    () => build['oneOf']!(['a', 'b']),
    "field.oneOf(…) has nothing for its second argument; say why, as in 'it says whether …'",
  ],
  [
    'a choice in no order that there is',
    () => build['oneOf']!(['a', 'b'], 'it says what', { stricter: 'more' }),
    "field.oneOf(…) has a map for its third argument; write { stricter: 'later' or 'earlier' }",
  ],
  [
    'a flag that does not say which is stricter',
    () => build['flag']!('it says whether', {}),
    'field.flag(…) has a map for its second argument; write { stricter: true or false }',
  ],
  [
    'an optional nothing',
    () => build['optional']!(),
    'field.optional(…) has nothing for its first argument; give a field, such as field.count(…)',
  ],
  [
    'either way without a reason',
    () => build['either']!(field.count({ stricter: 'more' })),
    "field.either(…) has nothing for its second argument; say why, as in 'it says whether …'",
  ],
  [
    'variants of nothing',
    () => build['variants']!('data', POSTURE_FIELDS.data, {}),
    'field.variants(…) has a map for its third argument; give a map of fields for each variant',
  ],
  [
    'a config that is a list',
    () => config([]),
    'Pulumi.qa.yaml: config: is not a map; give it dwcp:domain and the other facts',
  ],
  [
    'a config with a key of no namespace',
    () => config({ domain: 'example.com' }),
    'Pulumi.qa.yaml: config.domain: has no namespace; write dwcp:domain',
    'Pulumi.qa.yaml: dwcp:domain: is missing; give the domain',
  ],
  [
    'a config with a token of a provider',
    () => config({ 'dwcp:domain': 'example.com', 'vault:token': 'hvs.x' }),
    'Pulumi.qa.yaml: vault:token: the providers are built from the facts; remove it, and revoke it if it is a secret',
  ],
  [
    'a config with an encrypted fact',
    () => config({ 'dwcp:domain': { secure: 'AAAB' } }),
    'Pulumi.qa.yaml: dwcp:domain: is encrypted; facts are not secrets, so write the value in plain',
  ],
];

test.each(WRONG)('refuses %s', (_, use, ...problems) => {
  expect(problemsOf(use)).toEqual(problems);
});
