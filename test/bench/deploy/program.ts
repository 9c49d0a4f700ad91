import { definePlatform, FACTS, type Facts, type Fields, field, POSTURE, type Posture } from '@dwcp/baseline';
import { runStack } from '@dwcp/baseline/stacks';
import { declareServices } from './services';

interface BenchFacts extends Facts {
  readonly size: { readonly services: number };
}

const facts: Fields<BenchFacts> = {
  ...FACTS,
  size: field.group({ services: field.number('as many as there are to be', () => undefined) }),
};

/** A platform of as many services as its stack says, deployed as a repository does. */
const platform = definePlatform<Posture, BenchFacts>({
  environments: { bench: { name: 'bench', data: 'protected', zoneSpread: 'preferred', enforcement: 'enforced' } },
  posture: POSTURE,
  facts,
  config: 'bench',
  declare: (environment) => declareServices(environment, environment.facts.size.services),
});

runStack(platform);
