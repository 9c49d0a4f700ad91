import type { Labels } from '../fields/labels';

/**
 * What is true of the cluster that an environment runs in.
 *
 * What differs in every cluster is required: a guess would open or break something. What most clusters have in common
 * may be left out.
 */
export interface ClusterFacts {
  /** The UID of its Namespace `kube-system`, by which it is told from every other cluster, whatever a kubeconfig calls it. */
  readonly id: string;
  /**
   * What most people's kubeconfig calls the cluster; in a shell that has DWCP_CONTEXT, that is its context.
   *
   * @default - the current context of the kubeconfig
   */
  readonly context?: string;
  /** Where pods reach the API server, and it reaches them. */
  readonly apiServer: {
    /** Addresses of the API server as pods see them, after any translation of the `kubernetes` Service. */
    readonly cidrs: readonly string[];
    readonly port: number;
  };
  /** Who resolves names for pods. */
  readonly dns: DnsFacts;
  /** The networks that pods get their addresses from. */
  readonly podCidrs: readonly string[];
  /** Where kubelets probe from. */
  readonly nodeCidrs: readonly string[];
  /** Istio's trust domain, the first part of every service-account principal. */
  readonly trustDomain: string;
  /**
   * What enforces NetworkPolicies.
   *
   * @default - one that takes the addresses of nodes for what they are, as all but Cilium do
   */
  readonly networkPlugin?: NetworkPlugin;
  /**
   * The namespaces that operators run in.
   *
   * @default - those of their own installation manifests
   */
  readonly operators?: Partial<OperatorNamespaces>;
  /**
   * Who scrapes, and by which labels it finds what to scrape.
   *
   * @default - a Prometheus in `monitoring` that takes every PodMonitor and PrometheusRule
   */
  readonly monitoring?: Partial<Monitoring>;
}

/** Who resolves names for pods, and at which addresses. */
export interface DnsFacts {
  /** Cluster IP of the DNS Service. */
  readonly serviceIp: string;
  /**
   * Address of the node-local DNS cache; 169.254.20.10 in its manifests.
   *
   * @default - there is no such cache, or it runs in pods that `labels` select
   */
  readonly nodeLocalIp?: string;
  /**
   * Namespace of the pods that answer.
   *
   * @default kube-system - where kubeadm and most clouds run them
   */
  readonly namespace?: string;
  /**
   * The labels of the pods that answer; one entry for each kind of them.
   *
   * @default - `k8s-app: kube-dns`, which CoreDNS has too
   */
  readonly labels?: readonly Labels[];
}

/**
 * What enforces NetworkPolicies, where it has to be known.
 *
 * Cilium takes the address of a node for none that a CIDR names, unless it is told to.
 */
export interface NetworkPlugin {
  /** What it is called by its own project. */
  readonly name: 'antrea' | 'calico' | 'cilium' | 'kube-router';
  /**
   * `nodes` where Cilium runs with `policy-cidr-match-mode: nodes`.
   *
   * @default - in Cilium no CIDR matches a node, so the API server has to be outside the networks of the nodes
   */
  readonly policyCidrMatchMode?: 'nodes';
}

/** The namespaces that operators run in, where they are not those of their own manifests. */
export interface OperatorNamespaces {
  /** That of cert-manager. */
  readonly certManager: string;
  /** That of CloudNativePG. */
  readonly cloudNativePg: string;
  /** That of External Secrets. */
  readonly externalSecrets: string;
  /** That of istiod, which is also the root namespace of the mesh. */
  readonly istio: string;
  /** That of the Vault Secrets Operator. */
  readonly vaultSecrets: string;
}

/** Where Prometheus is, and which monitors it reads. */
export interface Monitoring {
  /** Namespace of the Prometheus pods. */
  readonly namespace: string;
  /** Labels of the Prometheus pods. */
  readonly prometheus: Labels;
  /** Labels that Prometheus selects PodMonitors and PrometheusRules by, such as `release: kube-prometheus-stack`. */
  readonly monitorLabels: Labels;
  /**
   * Where Prometheus answers who asks in the cluster, as KEDA does: `http://prometheus.monitoring.svc:9090`.
   *
   * @default - the Service that its operator makes, `prometheus-operated` in the namespace of Prometheus, by HTTP on port 9090
   */
  readonly address?: string;
  /**
   * Where runbooks are: an alert has the one of its name below it, as in `https://runbooks.example.com/TargetDown`.
   *
   * @default - alerts name no runbook, and say what to do by themselves
   */
  readonly runbooks?: string;
}
