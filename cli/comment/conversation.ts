/** A comment that somebody wrote. */
export interface Comment {
  readonly id: number;
  readonly body: string;
  /** The login of who wrote it. */
  readonly author: string;
}

/** Where a report is told: the comments of one pull request. */
export interface Conversation {
  /** What people call it: `example/shop#17`. */
  readonly name: string;

  /** Characters that a comment may have. */
  readonly room: number;

  /** The login that our comments are written by. */
  readonly self: string;

  /** Where the report comes from, in Markdown, as what ends a comment. */
  readonly origin: Origin;

  /** All of them, the oldest first. */
  comments(): Promise<readonly Comment[]>;

  create(body: string): Promise<void>;

  update(id: number, body: string): Promise<void>;

  remove(id: number): Promise<void>;
}

/** Which run of which commit made a report. */
export interface Origin {
  /** The commit that was previewed, whole. */
  readonly commit: string;

  /** The page of the run. */
  readonly run: string;

  /** Where the run keeps the whole report. */
  readonly artifacts: string;

  /** Whether code of people without write access made it, who may have written into it what they like. */
  readonly stranger: boolean;
}
