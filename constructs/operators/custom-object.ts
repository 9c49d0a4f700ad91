/** Metadata that we set on an object; everything else in it belongs to the API server. */
export interface ObjectMeta {
  readonly name: string;
  /** @default - the namespace of the enclosing chart */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The envelope of an operator's custom resource. */
export interface CustomObject<ApiVersion extends string, Kind extends string> {
  readonly apiVersion: ApiVersion;
  readonly kind: Kind;
  readonly metadata: ObjectMeta;
}
