const { definePlatform, FACTS, POSTURE, SecureNamespace } = require('@dwcp/baseline');

/** A namespace with what guards it. */
exports.platform = definePlatform({
  environments: { live: { name: 'live', data: 'protected', zoneSpread: 'preferred', enforcement: 'enforced' } },
  posture: POSTURE,
  facts: FACTS,
  config: 'harbour',
  declare: (environment) => new SecureNamespace(environment, 'harbour'),
});
