import type { Exemption } from '@dwcp/baseline';

/** Every permission to fail a rule. */
export const exemptions: readonly Exemption[] = [
  {
    rule: 'names-its-team',
    resource: 'apps/v1/Deployment shop/mailer',
    field: 'metadata.labels.shop.example.com/team',
    owner: 'checkout',
    reason: 'the mailer is handed over to a team that has no name yet',
    ticket: 'SHOP-271',
    expires: '2027-06-30',
  },
];
