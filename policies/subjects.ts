import type { KubernetesResource, VaultResourcePlan } from '../constructs/plan/resource';
import type { Container } from './containers';
import type { Image } from './images/image';
import type { Judged } from './judged';
import type { TrafficRule } from './network-policy';
import type { PodSpec } from './pod-spec';

/** A pod that an object makes, with those of its containers that can be read: of the others a doubt is told by itself. */
export interface PodSubject extends PodSpec {
  readonly resource: KubernetesResource;
  /** `default`, where the object does not say. */
  readonly namespace: string;
  /** None when an operator fills them in, as CloudNativePG does for a Pooler. */
  readonly containers: readonly Container[];
}

/** A container of any of the three lists, of any kind that makes pods. */
export interface ContainerSubject extends Container {
  readonly resource: KubernetesResource;
}

/** An image of a container or a volume, or one that an operator or a proxy is told of. */
export interface ImageSubject extends Image {
  readonly resource: KubernetesResource;
}

/** One entry of a NetworkPolicy's `ingress` or `egress`. */
export interface TrafficRuleSubject extends TrafficRule {
  readonly resource: KubernetesResource;
}

/** A namespace that a plan declares, or puts something into. */
export interface NamespaceSubject {
  readonly name: string;
  /** The Namespace, or the first object in it when the plan does not declare it. */
  readonly resource: KubernetesResource;
  readonly field: 'metadata.name' | 'metadata.namespace';
  /** What is in it, itself left out. */
  readonly objects: readonly KubernetesResource[];
}

/** What a rule can be about: the engine finds all of them, whatever the kind, the list or the wrapping. */
export interface Subjects {
  /** One Kubernetes object. */
  readonly object: KubernetesResource;
  /** The pods that one object makes. */
  readonly pod: PodSubject;
  /** One container of any list, of any kind that makes pods. */
  readonly container: ContainerSubject;
  /** One image, wherever an object names it. */
  readonly image: ImageSubject;
  /** One entry of a NetworkPolicy. */
  readonly trafficRule: TrafficRuleSubject;
  /** A namespace, with what is in it. */
  readonly namespace: NamespaceSubject;
  /** One resource of Vault. */
  readonly vault: VaultResourcePlan;
  /** Everything at once. */
  readonly plan: Judged;
}
