/** Which environments, in words: nothing where there is only one. */
export type Where = (environments: readonly string[]) => string;
