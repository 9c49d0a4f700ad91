/** A container that cannot gain a privilege or change its image: Pod Security Standard "restricted", and a step more. */
export const HARDENED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
} as const;
