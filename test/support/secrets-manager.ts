import type { SecretsManagerFacts } from '../../constructs';

/** Roles of two namespaces, and of what the tree with every option has. */
export const SECRETS_MANAGER = {
  region: 'eu-central-1',
  roles: {
    orders: 'arn:aws:iam::123456789012:role/test-orders-secrets',
    shop: 'arn:aws:iam::123456789012:role/test-shop-secrets',
    'accept-shop': 'arn:aws:iam::123456789012:role/platform/test-accept-shop-secrets',
  },
} as const satisfies SecretsManagerFacts;

export const SECRETS_KEY = 'arn:aws:kms:eu-central-1:123456789012:key/1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d';
