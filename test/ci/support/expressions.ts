/** The contexts that an expression may read, by name. */
export type Contexts = Readonly<Record<string, unknown>>;

/** A text with its `${{ … }}` in the place of their values, by GitHub's own library. */
export async function evaluated(text: string, contexts: Contexts): Promise<string> {
  const { data, Evaluator, Lexer, Parser } = await import('@actions/expressions');
  const known = JSON.parse(JSON.stringify(contexts), data.reviver) as InstanceType<typeof data.Dictionary>;
  return text.replaceAll(/\$\{\{(.+?)\}\}/gs, (_, expression: string) => {
    const { tokens } = new Lexer(expression).lex();
    const tree = new Parser(tokens, Object.keys(contexts), []).parse();
    return new Evaluator(tree, known).evaluate().coerceString();
  });
}
