import { clusterCidr, nodeLocalAddress, serviceAddress } from '../fields/address';
import { oneOf } from '../fields/choice';
import { dnsLabel, dnsName } from '../fields/dns-name';
import type { Field } from '../fields/field';
import { group } from '../fields/group';
import { httpsUrl } from '../fields/https';
import { anyLabels, labels } from '../fields/labels';
import { list } from '../fields/list';
import { port } from '../fields/number';
import { optional } from '../fields/optional';
import { text, trimmed } from '../fields/text';
import { uuid } from '../fields/uuid';
import { webAddress } from '../fields/web-address';
import type { ClusterFacts } from './cluster-facts';
import { nodesMatched } from './network-plugin';
import { apart } from './networks-apart';

const namespace = (operator: string) => text(`name the namespace of ${operator}: kubectl get pods -A`, dnsLabel);

/** Networks of the cluster; `everyone` says what it would mean if every address were in them. */
const networks = (find: string, everyone: string) => list(find, text(find, clusterCidr(everyone)));

/** The fields of the facts about a cluster, each with how to find its value. */
export const CLUSTER: Field<ClusterFacts> = group(
  {
    id: text('give what kubectl get namespace kube-system -o jsonpath={.metadata.uid} prints', uuid),
    context: optional(
      text('name the kubeconfig context to deploy to, as kubectl config get-contexts lists it', trimmed),
    ),
    apiServer: group({
      cidrs: networks('name the addresses, e.g. 203.0.113.10/32', 'opens the API server to everyone'),
      port: port('give the port that kubectl get endpoints kubernetes shows, e.g. 6443'),
    }),
    dns: group({
      serviceIp: text('give the cluster IP that kubectl -n kube-system get service kube-dns shows', serviceAddress),
      nodeLocalIp: optional(
        text("give the node-local DNS cache's address, 169.254.20.10 in its manifests", nodeLocalAddress),
      ),
      namespace: optional(namespace('the DNS pods')),
      labels: optional(
        list(
          'give the labels of the DNS pods: kubectl -n kube-system get pods --show-labels',
          labels('give the labels of the DNS pods, e.g. k8s-app: kube-dns'),
        ),
      ),
    }),
    podCidrs: networks(
      'name the networks that pods get addresses from, e.g. 10.244.0.0/16',
      'makes every address a pod',
    ),
    nodeCidrs: networks(
      'name the networks that nodes have addresses in, e.g. 10.10.0.0/16',
      'makes every address a kubelet',
    ),
    trustDomain: text("give trustDomain of Istio's meshConfig, e.g. cluster.local", dnsName),
    networkPlugin: optional(
      group({
        name: oneOf(
          ['antrea', 'calico', 'cilium', 'kube-router'],
          'it says what enforces NetworkPolicies; for one that is not among them, leave networkPlugin out',
        ),
        policyCidrMatchMode: optional(
          oneOf(
            ['nodes'],
            'it says that kubectl -n kube-system get configmap cilium-config has policy-cidr-match-mode: nodes',
          ),
        ),
      }),
    ),
    operators: optional(
      group({
        certManager: optional(namespace('cert-manager')),
        cloudNativePg: optional(namespace('CloudNativePG')),
        externalSecrets: optional(namespace('External Secrets')),
        istio: optional(namespace('istiod')),
        vaultSecrets: optional(namespace('the Vault Secrets Operator')),
      }),
    ),
    monitoring: optional(
      group({
        namespace: optional(namespace('Prometheus')),
        prometheus: optional(labels('give the labels of the Prometheus pods: kubectl get pods -A --show-labels')),
        monitorLabels: optional(
          anyLabels(
            'give what podMonitorSelector and ruleSelector of the Prometheus ask for: kubectl get prometheus -A -o yaml',
          ),
        ),
        address: optional(
          text('give the address of its Service, e.g. http://prometheus.monitoring.svc:9090', webAddress),
        ),
        runbooks: optional(text('give the address below which each alert has a page, by its name', httpsUrl)),
      }),
    ),
  },
  (cluster, path) => [...apart(cluster, path), ...nodesMatched(cluster, path)],
);
