import { join } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..', '..', '..');

/** What the compiler says of some lines, each problem with all that it adds to it. */
function said(lines: string): readonly string[] {
  const file = join(ROOT, 'test', 'lines.ts');
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, noEmit: true }, ROOT);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? lines : readFile(name));
  return ts
    .getPreEmitDiagnostics(ts.createProgram([file], options, host))
    .map(({ messageText, relatedInformation = [] }) =>
      [messageText, ...relatedInformation.map((more) => more.messageText)]
        .map((text) => ts.flattenDiagnosticMessageText(text, ' '))
        .join(' '),
    );
}

test('an edge to a workload that declares no ports is one error, which says to name them', () => {
  const lines = `
    import { Port, prometheus, type Facts, type WebService, type Worker } from '../constructs';
    declare const api: WebService;
    declare const worker: Worker;
    declare const facts: Facts;
    api.connections.allowTo(worker);
    worker.connections.allowFrom(api);
    api.connections.allowTo(prometheus(facts));
    api.connections.allowTo(worker, { ports: [Port.tcp(7000, 'debug')] });
    worker.connections.allowTo(api);
  `;
  const problem = "Expected 2 arguments, but got 1. Arguments for the rest parameter 'nameThePorts' were not provided.";
  expect(said(lines)).toEqual([problem, problem, problem]);
});
