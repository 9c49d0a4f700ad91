/** Something that whoever deploys has to be allowed to do. */
export interface Need {
  /** @default - in the whole cluster */
  readonly namespace?: string;
  /** The API group; that of the core is ''. */
  readonly group: string;
  /** In the plural, such as `deployments`. */
  readonly resource: string;
  readonly verbs: readonly string[];
  /** @default - to any of them: nobody can say of what is to be created, or listed, what it is called */
  readonly names?: readonly string[];
}
