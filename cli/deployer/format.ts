/** What an administrator hands to whom: manifests to `kubectl`, a policy to `vault`. */
export const DEPLOYER_FORMATS = ['yaml', 'hcl'] as const;

export type DeployerFormat = (typeof DEPLOYER_FORMATS)[number];

/** How a file is written, by its ending. */
export const DEPLOYER_ENDINGS: Readonly<Record<string, DeployerFormat>> = {
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.hcl': 'hcl',
};
