/** What people call the checks by, in the order in which they are told: known without loading what they take. */
export const CHECK_IDS = [
  'api-server',
  'networks',
  'dns',
  'network-plugin',
  'operators',
  'mesh',
  'monitoring',
  'versions',
  'encryption',
  'secrets-cache',
] as const;

export type CheckId = (typeof CHECK_IDS)[number];
