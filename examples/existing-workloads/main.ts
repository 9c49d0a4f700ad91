import { edgesOf, synthesize } from '@dwcp/baseline';
import { judge } from '@dwcp/baseline/policies';
import { shop } from './shop';

// What would run, who may talk to whom, and what the rules say of it: plain data, to be written wherever it is needed.
const environment = shop();
const resources = synthesize(environment);
const failures = judge(resources).filter(({ outcome }) => outcome !== 'pass');

console.log(`${resources.length} resources, ${edgesOf(environment).length} edges`);
for (const { messages } of failures) console.log(messages.join('\n'));
