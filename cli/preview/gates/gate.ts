/** What must not happen by accident: each is in force or not, is met or not, and is passed by name or not. */
export const GATES = {
  'data-loss': 'something that holds data is deleted, replaced, or no longer kept',
  'wider-reachability': 'a connection becomes possible, or may become so',
  'weaker-posture': 'the posture, the mesh or a policy is weaker than it was',
  'failed-rule': 'a mandatory rule fails, or cannot tell',
  'exemption-over': 'an exemption is over or excuses nothing, or a pass is over',
  identity: 'something is made anew under another identity',
  'unavailable-rollout': 'a workload is not available while it restarts',
} as const;

export type GateId = keyof typeof GATES;
