import * as fc from 'fast-check';

const NAMES = fc.constantFrom(
  ...['LOG_LEVEL', 'PORT', 'password', 'DB_PASSWORD', 'dbPassword', 'passWord', 'DB_PASSWORD_FILE', 'API_TOKEN_OLD'],
  ...[
    'PARTITION_KEY',
    'STRIPE_KEY',
    'stripeKey',
    'access_key',
    'AccessKEY',
    'publicKey',
    'cache-key-v2',
    'PWD',
    '_pwd',
  ],
  ...[
    '-pwd',
    'oldPwd',
    'password-',
    'pass',
    'compass',
    'BYPASS',
    'GITHUB_PAT',
    'jwt',
    'credentials_prod',
    'secretKeyBase',
  ],
  ...['GOOGLE_APPLICATION_CREDENTIALS', 'X', 'a1B2Token', 'TOKENS', 'bindpass_admin', 'pem.bundle', 'key', 'my_key'],
);
const VALUES = fc.constantFrom(
  ...[
    '',
    'info',
    'hunter2',
    '$(DB_PASSWORD)',
    '$DB_PASSWORD',
    '${X}',
    '$x',
    '$(A) b',
    'sk0123456789abcdef',
    'abcdefghijklmnopq',
  ],
  ...['1234567890123456', 'postgres://api:hunter2@db/shop', 'postgres://api:$(PASS)@db/shop', 'postgres://api:$x@db'],
  ...[
    "postgres://api:'$X@db",
    "postgres://api:'x@db",
    'postgres://api:$@db',
    'postgres://api@db',
    'http://[::1]:80/a@b',
  ],
  ...[
    'host=db password=hunter2',
    'x;Password=$(P)',
    'a?pwd=$',
    "pwd='",
    "pwd='$x",
    "pwd='${X}'",
    'pwd=',
    'xpwd=1',
    'PWD=$ab',
  ],
  ...[
    'Bearer eyJhbGciOiJIUzI1NiJ9',
    'Bearer authorization and more',
    'Basic authentication',
    'Basic YWxhZGRpbjpvcGVu=',
  ],
  ...[
    'xBearer abcdefghijklmnop1',
    'eyJhbGciOi.eyJzdWIiOi.x',
    'ghp_0123456789abcdef',
    'glpat-0123456789',
    'hvs.0123456789',
  ],
  ...[
    'AKIA0123456789ABCDEF',
    'AKIA0123456789ABCDEFG',
    '-----BEGIN RSA PRIVATE KEY-----',
    '-----BEGIN CERTIFICATE-----',
  ],
  ...['rk_live_0123456789', 'xoxb-0123456789', 'AIza0123456789012345678901234567890', 'PRIVATE KEY', 'a=b'],
);

/** A name and a value of whatever may be a secret: mostly of neither. */
export const NAMED_VALUES = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ name: fc.constantFrom('LOG_LEVEL', 'PORT', 'KEYS'), value: fc.constantFrom('info', 'a=b') }),
  },
  { weight: 2, arbitrary: fc.record({ name: NAMES, value: fc.constantFrom('', '$(X)', 'hunter2') }) },
  { weight: 2, arbitrary: fc.record({ name: NAMES, value: VALUES }) },
);
