/** The smallest platform, shown to those who have none. A test loads it. */
export const SMALLEST_PLATFORM = `\
import { definePlatform, FACTS, POSTURE, SecureNamespace } from '@dwcp/baseline';

export default definePlatform({
  environments: {
    dev: { name: 'dev', data: 'disposable', zoneSpread: 'preferred', enforcement: 'enforced' },
  },
  posture: POSTURE,
  facts: FACTS,
  declare: (environment) => {
    new SecureNamespace(environment, 'shop');
  },
});
`;
