import { edgesOf, synthesize } from '@dwcp/baseline';
import { judge } from '@dwcp/baseline/policies';
import { App } from 'cdk8s';
import { orders } from './orders';

// With plain cdk8s: what would run, who may talk to whom, and what the rules say.
const environment = orders(new App());
const resources = synthesize(environment);
const failures = judge(resources).filter(({ outcome }) => outcome !== 'pass');

console.log(`${resources.length} resources, ${edgesOf(environment).length} edges`);
for (const { messages } of failures) console.log(messages.join('\n'));
