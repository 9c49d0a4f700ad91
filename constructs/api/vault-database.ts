// From @pulumi/vault 7.8.0 (Apache-2.0), by `npm run generate`: change tools/api-types instead.

/** The set of arguments for constructing a SecretBackendConnection resource. */
export interface SecretBackendConnectionArgs {
  /**
   * A list of roles that are allowed to use this
   * connection.
   */
  readonly allowedRoles?: readonly string[];

  /** The unique name of the Vault mount to configure. */
  readonly backend: string;

  /** A nested block containing configuration options for Cassandra connections. */
  readonly cassandra?: SecretBackendConnectionCassandra;

  /** A nested block containing configuration options for Couchbase connections. */
  readonly couchbase?: SecretBackendConnectionCouchbase;

  /** A map of sensitive data to pass to the endpoint. Useful for templated connection strings. */
  readonly data?: { readonly [key: string]: string };

  /** Cancels all upcoming rotations of the root credential until unset. Requires Vault Enterprise 1.19+. */
  readonly disableAutomatedRotation?: boolean;

  /** A nested block containing configuration options for Elasticsearch connections. */
  readonly elasticsearch?: SecretBackendConnectionElasticsearch;

  /** A nested block containing configuration options for SAP HanaDB connections. */
  readonly hana?: SecretBackendConnectionHana;

  /** A nested block containing configuration options for InfluxDB connections. */
  readonly influxdb?: SecretBackendConnectionInfluxdb;

  /** A nested block containing configuration options for MongoDB connections. */
  readonly mongodb?: SecretBackendConnectionMongodb;

  /** A nested block containing configuration options for MongoDB Atlas connections. */
  readonly mongodbatlas?: SecretBackendConnectionMongodbatlas;

  /** A nested block containing configuration options for MSSQL connections. */
  readonly mssql?: SecretBackendConnectionMssql;

  /** A nested block containing configuration options for MySQL connections. */
  readonly mysql?: SecretBackendConnectionMysql;

  /** A nested block containing configuration options for Aurora MySQL connections. */
  readonly mysqlAurora?: SecretBackendConnectionMysqlAurora;

  /** A nested block containing configuration options for legacy MySQL connections. */
  readonly mysqlLegacy?: SecretBackendConnectionMysqlLegacy;

  /** A nested block containing configuration options for RDS MySQL connections. */
  readonly mysqlRds?: SecretBackendConnectionMysqlRds;

  /** A unique name to give the database connection. */
  readonly name?: string;

  /**
   * The namespace to provision the resource in.
   * The value should not contain leading or trailing forward slashes.
   * The `namespace` is always relative to the provider's configured namespace.
   * *Available only for Vault Enterprise*.
   */
  readonly namespace?: string;

  /** A nested block containing configuration options for Oracle connections. */
  readonly oracle?: SecretBackendConnectionOracle;

  /**
   * The name of the password policy to use when generating passwords for this database. If not specified, this will use
   * a default policy defined as: 20 characters with at least 1 uppercase, 1 lowercase, 1 number, and 1 dash character.
   */
  readonly passwordPolicy?: string;

  /** Specifies the name of the plugin to use. */
  readonly pluginName?: string;

  /** Specifies the semantic version of the plugin to use for this connection. */
  readonly pluginVersion?: string;

  /** A nested block containing configuration options for PostgreSQL connections. */
  readonly postgresql?: SecretBackendConnectionPostgresql;

  /** A nested block containing configuration options for Redis connections. */
  readonly redis?: SecretBackendConnectionRedis;

  /**
   * A nested block containing configuration options for Redis ElastiCache connections.
   *
   * Exactly one of the nested blocks of configuration options must be supplied.
   */
  readonly redisElasticache?: SecretBackendConnectionRedisElasticache;

  /** Connection parameters for the redshift-database-plugin plugin. */
  readonly redshift?: SecretBackendConnectionRedshift;

  /** A list of database statements to be executed to rotate the root user's credentials. */
  readonly rootRotationStatements?: readonly string[];

  /**
   * The amount of time in seconds Vault should wait before rotating the root credential.
   * A zero value tells Vault not to rotate the root credential. The minimum rotation period is 10 seconds. Requires
   * Vault Enterprise 1.19+.
   */
  readonly rotationPeriod?: number;

  /**
   * The schedule, in [cron-style time format](https://en.wikipedia.org/wiki/Cron),
   * defining the schedule on which Vault should rotate the root token. Requires Vault Enterprise 1.19+.
   */
  readonly rotationSchedule?: string;

  /**
   * The maximum amount of time in seconds allowed to complete
   * a rotation when a scheduled token rotation occurs. The default rotation window is
   * unbound and the minimum allowable window is `3600`. Requires Vault Enterprise 1.19+.
   */
  readonly rotationWindow?: number;

  /**
   * Specifies if a given static account's password should be rotated on creation of the static roles associated with
   * this database config. This can be overridden at the role-level by the static role's skipImportRotation field. The
   * default is false. Requires Vault Enterprise 1.19+.
   */
  readonly skipStaticRoleImportRotation?: boolean;

  /** A nested block containing configuration options for Snowflake connections. */
  readonly snowflake?: SecretBackendConnectionSnowflake;

  /**
   * Whether the connection should be verified on
   * initial configuration or not.
   */
  readonly verifyConnection?: boolean;
}

export interface SecretBackendConnectionCassandra {
  /** The number of seconds to use as a connection timeout. */
  readonly connectTimeout?: number;

  /** Cassandra consistency level. */
  readonly consistency?: string;

  /** Cassandra hosts to connect to. */
  readonly hosts?: readonly string[];

  /** Whether to skip verification of the server certificate when using TLS. */
  readonly insecureTls?: boolean;

  /** Cassandra local datacenter name. */
  readonly localDatacenter?: string;

  /** The password to use when authenticating with Cassandra. */
  readonly password?: string;

  /**
   * Concatenated PEM blocks containing a certificate and private key; a certificate, private key, and issuing CA
   * certificate; or just a CA certificate.
   */
  readonly pemBundle?: string;

  /**
   * Specifies JSON containing a certificate and private key; a certificate, private key, and issuing CA certificate; or
   * just a CA certificate.
   */
  readonly pemJson?: string;

  /** The transport port to use to connect to Cassandra. */
  readonly port?: number;

  /** The CQL protocol version to use. */
  readonly protocolVersion?: number;

  /**
   * Skip permissions checks when a connection to Cassandra is first created. These checks ensure that Vault is able to
   * create roles, but can be resource intensive in clusters with many roles.
   */
  readonly skipVerification?: boolean;

  /** Enable TCP keepalive for Cassandra connections. */
  readonly socketKeepAlive?: string;

  /** Whether to use TLS when connecting to Cassandra. */
  readonly tls?: boolean;

  /** SNI host for TLS connections. */
  readonly tlsServerName?: string;

  /** The username to use when authenticating with Cassandra. */
  readonly username?: string;

  /** Template for dynamic Cassandra usernames. */
  readonly usernameTemplate?: string;
}

export interface SecretBackendConnectionCouchbase {
  /**
   * Required if `tls` is `true`. Specifies the certificate authority of the Couchbase server, as a PEM certificate that
   * has been base64 encoded.
   */
  readonly base64Pem?: string;

  /** Required for Couchbase versions prior to 6.5.0. This is only used to verify vault's connection to the server. */
  readonly bucketName?: string;

  /** A set of Couchbase URIs to connect to. Must use `couchbases://` scheme if `tls` is `true`. */
  readonly hosts: readonly string[];

  /** Specifies whether to skip verification of the server certificate when using TLS. */
  readonly insecureTls?: boolean;

  /** Specifies the password corresponding to the given username. */
  readonly password: string;

  /** Specifies whether to use TLS when connecting to Couchbase. */
  readonly tls?: boolean;

  /** Specifies the username for Vault to use. */
  readonly username: string;

  /** Template describing how dynamic usernames are generated. */
  readonly usernameTemplate?: string;
}

export interface SecretBackendConnectionElasticsearch {
  /** The path to a PEM-encoded CA cert file to use to verify the Elasticsearch server's identity */
  readonly caCert?: string;

  /** The path to a directory of PEM-encoded CA cert files to use to verify the Elasticsearch server's identity */
  readonly caPath?: string;

  /** The path to the certificate for the Elasticsearch client to present for communication */
  readonly clientCert?: string;

  /** The path to the key for the Elasticsearch client to use for communication */
  readonly clientKey?: string;

  /** Whether to disable certificate verification */
  readonly insecureTls?: boolean;

  /** The password to be used in the connection URL */
  readonly password: string;

  /** This, if set, is used to set the SNI host when connecting via TLS */
  readonly tlsServerName?: string;

  /** The URL for Elasticsearch's API */
  readonly url: string;

  /** The username to be used in the connection URL */
  readonly username: string;

  /** Template describing how dynamic usernames are generated. */
  readonly usernameTemplate?: string;
}

export interface SecretBackendConnectionHana {
  /** Connection string to use to connect to the database. */
  readonly connectionUrl?: string;

  /** Disable special character escaping in username and password */
  readonly disableEscaping?: boolean;

  /** Maximum number of seconds a connection may be reused. */
  readonly maxConnectionLifetime?: number;

  /** Maximum number of idle connections to the database. */
  readonly maxIdleConnections?: number;

  /** Maximum number of open connections to the database. */
  readonly maxOpenConnections?: number;

  /** The root credential password used in the connection URL */
  readonly password?: string;

  /**
   * **NOTE:** This field is write-only and its value will not be updated in state as part of read operations.
   * Write-only field for the root credential password used in the connection URL
   */
  readonly passwordWo?: string;

  /** Version counter for root credential password write-only field */
  readonly passwordWoVersion?: number;

  /** The root credential username used in the connection URL */
  readonly username?: string;

  /** Username generation template. */
  readonly usernameTemplate?: string;
}

export interface SecretBackendConnectionInfluxdb {
  /** The number of seconds to use as a connection timeout. */
  readonly connectTimeout?: number;

  /** Influxdb host to connect to. */
  readonly host: string;

  /** Whether to skip verification of the server certificate when using TLS. */
  readonly insecureTls?: boolean;

  /** Specifies the password corresponding to the given username. */
  readonly password: string;

  /**
   * Concatenated PEM blocks containing a certificate and private key; a certificate, private key, and issuing CA
   * certificate; or just a CA certificate.
   */
  readonly pemBundle?: string;

  /**
   * Specifies JSON containing a certificate and private key; a certificate, private key, and issuing CA certificate; or
   * just a CA certificate.
   */
  readonly pemJson?: string;

  /** The transport port to use to connect to Influxdb. */
  readonly port?: number;

  /** Whether to use TLS when connecting to Influxdb. */
  readonly tls?: boolean;

  /** Specifies the username to use for superuser access. */
  readonly username: string;

  /** Template describing how dynamic usernames are generated. */
  readonly usernameTemplate?: string;
}

export interface SecretBackendConnectionMongodb {
  /** Connection string to use to connect to the database. */
  readonly connectionUrl?: string;

  /** Maximum number of seconds a connection may be reused. */
  readonly maxConnectionLifetime?: number;

  /** Maximum number of idle connections to the database. */
  readonly maxIdleConnections?: number;

  /** Maximum number of open connections to the database. */
  readonly maxOpenConnections?: number;

  /** The root credential password used in the connection URL */
  readonly password?: string;

  /**
   * **NOTE:** This field is write-only and its value will not be updated in state as part of read operations.
   * Write-only field for the root credential password used in the connection URL
   */
  readonly passwordWo?: string;

  /** Version counter for root credential password write-only field */
  readonly passwordWoVersion?: number;

  /** The x509 CA file for validating the certificate presented by the MongoDB server. Must be PEM encoded. */
  readonly tlsCa?: string;

  /** The x509 certificate and private key bundle for connecting to the database. Must be PEM encoded. */
  readonly tlsCertificateKey?: string;

  /** The root credential username used in the connection URL */
  readonly username?: string;

  /** Username generation template. */
  readonly usernameTemplate?: string;

  /** Specifies the MongoDB write concern for Vault management operations. */
  readonly writeConcern?: string;
}

export interface SecretBackendConnectionMongodbatlas {
  /** The Private Programmatic API Key used to connect with MongoDB Atlas API. */
  readonly privateKey: string;

  /** The Project ID the Database User should be created within. */
  readonly projectId: string;

  /** The Public Programmatic API Key used to authenticate with the MongoDB Atlas API. */
  readonly publicKey: string;

  /** Template describing how dynamic usernames are generated. */
  readonly usernameTemplate?: string;
}

export interface SecretBackendConnectionMssql {
  /** Connection string to use to connect to the database. */
  readonly connectionUrl?: string;

  /** Set to true when the target is a Contained Database, e.g. AzureSQL. */
  readonly containedDb?: boolean;

  /** Disable special character escaping in username and password */
  readonly disableEscaping?: boolean;

  /** Maximum number of seconds a connection may be reused. */
  readonly maxConnectionLifetime?: number;

  /** Maximum number of idle connections to the database. */
  readonly maxIdleConnections?: number;

  /** Maximum number of open connections to the database. */
  readonly maxOpenConnections?: number;

  /** The root credential password used in the connection URL */
  readonly password?: string;

  /**
   * **NOTE:** This field is write-only and its value will not be updated in state as part of read operations.
   * Write-only field for the root credential password used in the connection URL
   */
  readonly passwordWo?: string;

  /** Version counter for root credential password write-only field */
  readonly passwordWoVersion?: number;

  /** The root credential username used in the connection URL */
  readonly username?: string;

  /** Username generation template. */
  readonly usernameTemplate?: string;
}

export interface SecretBackendConnectionMysql {
  /** Specify alternative authorization type. (Only 'gcp_iam' is valid currently) */
  readonly authType?: string;

  /** Connection string to use to connect to the database. */
  readonly connectionUrl?: string;

  /** Maximum number of seconds a connection may be reused. */
  readonly maxConnectionLifetime?: number;

  /** Maximum number of idle connections to the database. */
  readonly maxIdleConnections?: number;

  /** Maximum number of open connections to the database. */
  readonly maxOpenConnections?: number;

  /** The root credential password used in the connection URL */
  readonly password?: string;

  /**
   * **NOTE:** This field is write-only and its value will not be updated in state as part of read operations.
   * Write-only field for the root credential password used in the connection URL
   */
  readonly passwordWo?: string;

  /** Version counter for root credential password write-only field */
  readonly passwordWoVersion?: number;

  /** A JSON encoded credential for use with IAM authorization */
  readonly serviceAccountJson?: string;

  /** x509 CA file for validating the certificate presented by the MySQL server. Must be PEM encoded. */
  readonly tlsCa?: string;

  /**
   * x509 certificate for connecting to the database. This must be a PEM encoded version of the private key and the
   * certificate combined.
   */
  readonly tlsCertificateKey?: string;

  /** The root credential username used in the connection URL */
  readonly username?: string;

  /** Username generation template. */
  readonly usernameTemplate?: string;
}

export interface SecretBackendConnectionMysqlAurora {
  /** Specify alternative authorization type. (Only 'gcp_iam' is valid currently) */
  readonly authType?: string;

  /** Connection string to use to connect to the database. */
  readonly connectionUrl?: string;

  /** Maximum number of seconds a connection may be reused. */
  readonly maxConnectionLifetime?: number;

  /** Maximum number of idle connections to the database. */
  readonly maxIdleConnections?: number;

  /** Maximum number of open connections to the database. */
  readonly maxOpenConnections?: number;

  /** The root credential password used in the connection URL */
  readonly password?: string;

  /**
   * **NOTE:** This field is write-only and its value will not be updated in state as part of read operations.
   * Write-only field for the root credential password used in the connection URL
   */
  readonly passwordWo?: string;

  /** Version counter for root credential password write-only field */
  readonly passwordWoVersion?: number;

  /** A JSON encoded credential for use with IAM authorization */
  readonly serviceAccountJson?: string;

  /** x509 CA file for validating the certificate presented by the MySQL server. Must be PEM encoded. */
  readonly tlsCa?: string;

  /**
   * x509 certificate for connecting to the database. This must be a PEM encoded version of the private key and the
   * certificate combined.
   */
  readonly tlsCertificateKey?: string;

  /** The root credential username used in the connection URL */
  readonly username?: string;

  /** Username generation template. */
  readonly usernameTemplate?: string;
}

export interface SecretBackendConnectionMysqlLegacy {
  /** Specify alternative authorization type. (Only 'gcp_iam' is valid currently) */
  readonly authType?: string;

  /** Connection string to use to connect to the database. */
  readonly connectionUrl?: string;

  /** Maximum number of seconds a connection may be reused. */
  readonly maxConnectionLifetime?: number;

  /** Maximum number of idle connections to the database. */
  readonly maxIdleConnections?: number;

  /** Maximum number of open connections to the database. */
  readonly maxOpenConnections?: number;

  /** The root credential password used in the connection URL */
  readonly password?: string;

  /**
   * **NOTE:** This field is write-only and its value will not be updated in state as part of read operations.
   * Write-only field for the root credential password used in the connection URL
   */
  readonly passwordWo?: string;

  /** Version counter for root credential password write-only field */
  readonly passwordWoVersion?: number;

  /** A JSON encoded credential for use with IAM authorization */
  readonly serviceAccountJson?: string;

  /** x509 CA file for validating the certificate presented by the MySQL server. Must be PEM encoded. */
  readonly tlsCa?: string;

  /**
   * x509 certificate for connecting to the database. This must be a PEM encoded version of the private key and the
   * certificate combined.
   */
  readonly tlsCertificateKey?: string;

  /** The root credential username used in the connection URL */
  readonly username?: string;

  /** Username generation template. */
  readonly usernameTemplate?: string;
}

export interface SecretBackendConnectionMysqlRds {
  /** Specify alternative authorization type. (Only 'gcp_iam' is valid currently) */
  readonly authType?: string;

  /** Connection string to use to connect to the database. */
  readonly connectionUrl?: string;

  /** Maximum number of seconds a connection may be reused. */
  readonly maxConnectionLifetime?: number;

  /** Maximum number of idle connections to the database. */
  readonly maxIdleConnections?: number;

  /** Maximum number of open connections to the database. */
  readonly maxOpenConnections?: number;

  /** The root credential password used in the connection URL */
  readonly password?: string;

  /**
   * **NOTE:** This field is write-only and its value will not be updated in state as part of read operations.
   * Write-only field for the root credential password used in the connection URL
   */
  readonly passwordWo?: string;

  /** Version counter for root credential password write-only field */
  readonly passwordWoVersion?: number;

  /** A JSON encoded credential for use with IAM authorization */
  readonly serviceAccountJson?: string;

  /** x509 CA file for validating the certificate presented by the MySQL server. Must be PEM encoded. */
  readonly tlsCa?: string;

  /**
   * x509 certificate for connecting to the database. This must be a PEM encoded version of the private key and the
   * certificate combined.
   */
  readonly tlsCertificateKey?: string;

  /** The root credential username used in the connection URL */
  readonly username?: string;

  /** Username generation template. */
  readonly usernameTemplate?: string;
}

export interface SecretBackendConnectionOracle {
  /** Connection string to use to connect to the database. */
  readonly connectionUrl?: string;

  /** Set to true to disconnect any open sessions prior to running the revocation statements. */
  readonly disconnectSessions?: boolean;

  /** Maximum number of seconds a connection may be reused. */
  readonly maxConnectionLifetime?: number;

  /** Maximum number of idle connections to the database. */
  readonly maxIdleConnections?: number;

  /** Maximum number of open connections to the database. */
  readonly maxOpenConnections?: number;

  /** The root credential password used in the connection URL */
  readonly password?: string;

  /**
   * **NOTE:** This field is write-only and its value will not be updated in state as part of read operations.
   * Write-only field for the root credential password used in the connection URL
   */
  readonly passwordWo?: string;

  /** Version counter for root credential password write-only field */
  readonly passwordWoVersion?: number;

  /** If set, allows onboarding static roles with a rootless connection configuration. */
  readonly selfManaged?: boolean;

  /** Set to true in order to split statements after semi-colons. */
  readonly splitStatements?: boolean;

  /** The root credential username used in the connection URL */
  readonly username?: string;

  /** Username generation template. */
  readonly usernameTemplate?: string;
}

export interface SecretBackendConnectionPostgresql {
  /** Specify alternative authorization type. (Only 'gcp_iam' is valid currently) */
  readonly authType?: string;

  /** Connection string to use to connect to the database. */
  readonly connectionUrl?: string;

  /** Disable special character escaping in username and password */
  readonly disableEscaping?: boolean;

  /** Maximum number of seconds a connection may be reused. */
  readonly maxConnectionLifetime?: number;

  /** Maximum number of idle connections to the database. */
  readonly maxIdleConnections?: number;

  /** Maximum number of open connections to the database. */
  readonly maxOpenConnections?: number;

  /** The root credential password used in the connection URL */
  readonly password?: string;

  /** When set to `scram-sha-256`, passwords will be hashed by Vault before being sent to PostgreSQL. */
  readonly passwordAuthentication?: string;

  /**
   * **NOTE:** This field is write-only and its value will not be updated in state as part of read operations.
   * Write-only field for the root credential password used in the connection URL
   */
  readonly passwordWo?: string;

  /** Version counter for root credential password write-only field */
  readonly passwordWoVersion?: number;

  /** The secret key used for the x509 client certificate. Must be PEM encoded. */
  readonly privateKey?: string;

  /** If set, allows onboarding static roles with a rootless connection configuration. */
  readonly selfManaged?: boolean;

  /** A JSON encoded credential for use with IAM authorization */
  readonly serviceAccountJson?: string;

  /** The x509 CA file for validating the certificate presented by the PostgreSQL server. Must be PEM encoded. */
  readonly tlsCa?: string;

  /** The x509 client certificate for connecting to the database. Must be PEM encoded. */
  readonly tlsCertificate?: string;

  /** The root credential username used in the connection URL */
  readonly username?: string;

  /** Username generation template. */
  readonly usernameTemplate?: string;
}

export interface SecretBackendConnectionRedis {
  /** The contents of a PEM-encoded CA cert file to use to verify the Redis server's identity. */
  readonly caCert?: string;

  /** Specifies the host to connect to */
  readonly host: string;

  /** Specifies whether to skip verification of the server certificate when using TLS. */
  readonly insecureTls?: boolean;

  /** Specifies the password corresponding to the given username. */
  readonly password: string;

  /** The transport port to use to connect to Redis. */
  readonly port?: number;

  /** Specifies whether to use TLS when connecting to Redis. */
  readonly tls?: boolean;

  /** Specifies the username for Vault to use. */
  readonly username: string;
}

export interface SecretBackendConnectionRedisElasticache {
  /** The AWS secret key id to use to talk to ElastiCache. If omitted the credentials chain provider is used instead. */
  readonly password?: string;

  /**
   * The AWS region where the ElastiCache cluster is hosted. If omitted the plugin tries to infer the region from the
   * environment.
   */
  readonly region?: string;

  /** The configuration endpoint for the ElastiCache cluster to connect to. */
  readonly url: string;

  /** The AWS access key id to use to talk to ElastiCache. If omitted the credentials chain provider is used instead. */
  readonly username?: string;
}

export interface SecretBackendConnectionRedshift {
  /** Connection string to use to connect to the database. */
  readonly connectionUrl?: string;

  /** Disable special character escaping in username and password */
  readonly disableEscaping?: boolean;

  /** Maximum number of seconds a connection may be reused. */
  readonly maxConnectionLifetime?: number;

  /** Maximum number of idle connections to the database. */
  readonly maxIdleConnections?: number;

  /** Maximum number of open connections to the database. */
  readonly maxOpenConnections?: number;

  /** The root credential password used in the connection URL */
  readonly password?: string;

  /**
   * **NOTE:** This field is write-only and its value will not be updated in state as part of read operations.
   * Write-only field for the root credential password used in the connection URL
   */
  readonly passwordWo?: string;

  /** Version counter for root credential password write-only field */
  readonly passwordWoVersion?: number;

  /** The root credential username used in the connection URL */
  readonly username?: string;

  /** Username generation template. */
  readonly usernameTemplate?: string;
}

export interface SecretBackendConnectionSnowflake {
  /** Connection string to use to connect to the database. */
  readonly connectionUrl?: string;

  /** Maximum number of seconds a connection may be reused. */
  readonly maxConnectionLifetime?: number;

  /** Maximum number of idle connections to the database. */
  readonly maxIdleConnections?: number;

  /** Maximum number of open connections to the database. */
  readonly maxOpenConnections?: number;

  /** The root credential password used in the connection URL */
  readonly password?: string;

  /**
   * **NOTE:** This field is write-only and its value will not be updated in state as part of read operations.
   * Write-only field for the root credential password used in the connection URL
   */
  readonly passwordWo?: string;

  /** Version counter for root credential password write-only field */
  readonly passwordWoVersion?: number;

  /**
   * **NOTE:** This field is write-only and its value will not be updated in state as part of read operations.
   * The private key configured for the admin user in Snowflake.
   */
  readonly privateKeyWo?: string;

  /** Version counter for the private key key-pair credentials write-only field */
  readonly privateKeyWoVersion?: number;

  /** The root credential username used in the connection URL */
  readonly username?: string;

  /** Username generation template. */
  readonly usernameTemplate?: string;
}

/** The set of arguments for constructing a SecretBackendRole resource. */
export interface SecretBackendRoleArgs {
  /** The unique name of the Vault mount to configure. */
  readonly backend: string;

  /**
   * The database statements to execute when
   * creating a user.
   */
  readonly creationStatements: readonly string[];

  /**
   * Specifies the configuration
   * for the given `credentialType`.
   *
   * The following options are available for each `credentialType` value:
   */
  readonly credentialConfig?: { readonly [key: string]: string };

  /**
   * Specifies the type of credential that
   * will be generated for the role. Options include: `password`, `rsaPrivateKey`, `clientCertificate`.
   * See the plugin's API page for credential types supported by individual databases.
   */
  readonly credentialType?: string;

  /**
   * The unique name of the database connection to use for
   * the role.
   */
  readonly dbName: string;

  /**
   * The default number of seconds for leases for this
   * role.
   */
  readonly defaultTtl?: number;

  /**
   * The maximum number of seconds for leases for this
   * role.
   */
  readonly maxTtl?: number;

  /** A unique name to give the role. */
  readonly name?: string;

  /**
   * The namespace to provision the resource in.
   * The value should not contain leading or trailing forward slashes.
   * The `namespace` is always relative to the provider's configured namespace.
   * *Available only for Vault Enterprise*.
   */
  readonly namespace?: string;

  /**
   * The database statements to execute when
   * renewing a user.
   */
  readonly renewStatements?: readonly string[];

  /**
   * The database statements to execute when
   * revoking a user.
   */
  readonly revocationStatements?: readonly string[];

  /**
   * The database statements to execute when
   * rolling back creation due to an error.
   */
  readonly rollbackStatements?: readonly string[];
}
