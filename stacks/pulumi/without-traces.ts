/**
 * Does something without stack traces being put into words.
 *
 * Pulumi asks for some forty of them for each resource, to say where one was declared and which promise never ended; with the
 * source maps of TypeScript, that is most of what a large stack takes. What is declared here is declared by a plan, whose
 * resources all have the same trace. An error that is thrown is put into words by whoever reads it, which is later.
 */
export function withoutTraces<T>(action: () => T): T {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = String;
  try {
    return action();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
