import { type Cidr, contains, overlap, tryCidr } from '../../../constructs/network/cidr';
import type { Answer } from '../../answer';
import type { AddressRange } from '../../cidr';

/** Where pods' own addresses come from, which no manifest says. */
export class PodAddresses {
  readonly blocks: readonly Cidr[] | undefined;

  constructor(blocks: readonly Cidr[] | undefined) {
    this.blocks = blocks;
  }

  /**
   * Whether pods are among the addresses of an ipBlock.
   *
   * Kubernetes leaves open whether an ipBlock that holds a pod's address admits the pod, and Cilium says no. Here it does:
   * what may be open in some cluster is never called closed.
   */
  areIn({ block, except }: AddressRange): Answer {
    // Link-local addresses are of a node, not of a pod (RFC 3927, RFC 4291).
    if (LINK_LOCAL.some((local) => contains(local, block))) return 'no';
    if (this.blocks === undefined) return 'unknown';
    return alike(this.blocks.map((pods) => isIn(pods, block, except)));
  }
}

const LINK_LOCAL = ['169.254.0.0/16', 'fe80::/10'].map((text) => tryCidr(text)!);

function isIn(pods: Cidr, block: Cidr, except: readonly Cidr[]): Answer {
  if (!overlap(block, pods) || except.some((one) => contains(one, pods))) return 'no';
  return contains(block, pods) && !except.some((one) => overlap(one, pods)) ? 'yes' : 'unknown';
}

/** Which of its ranges, and of its families, a pod talks from is not known, so they have to agree. */
function alike(answers: readonly Answer[]): Answer {
  return answers.every((one) => one === answers[0]) ? (answers[0] ?? 'no') : 'unknown';
}
