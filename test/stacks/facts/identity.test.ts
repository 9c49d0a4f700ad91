import { refuses } from './valid';

refuses([
  [
    'an issuer in clear text',
    'issuer: https://login.example.com/',
    'issuer: http://login.example.com/',
    "dwcp:identity.issuer: 'http://login.example.com/' is not an https URL; give the issuer exactly as tokens have it in iss, e.g. https://login.example.com/",
  ],
  [
    'keys at no URL',
    'jwksUri: https://login.example.com/.well-known/jwks.json',
    'jwksUri: login.example.com',
    "dwcp:identity.jwksUri: 'login.example.com' is not an https URL; give jwks_uri of the issuer: curl <issuer>/.well-known/openid-configuration",
  ],
  [
    'an issuer with a password, which is not shown',
    'issuer: https://login.example.com/',
    'issuer: https://me:secret@login.example.com/',
    'dwcp:identity.issuer: has credentials in it; facts are not secrets, so write the address alone',
  ],
  [
    'an issuer with a password in an address that is none, which is not shown',
    'issuer: https://login.example.com/',
    'issuer: "https:///me:secret@login example.com/"',
    'dwcp:identity.issuer: has credentials in it; facts are not secrets, so write the address alone',
  ],
  [
    'an issuer with a slash too many',
    'issuer: https://login.example.com/',
    'issuer: https:///login.example.com/',
    "dwcp:identity.issuer: 'https:///login.example.com/' is not an https URL; give the issuer exactly as tokens have it in iss, e.g. https://login.example.com/",
  ],
  [
    'tokens that live for a day',
    'accessTokenMinutes: 60',
    'accessTokenMinutes: 1440',
    'dwcp:identity.accessTokenMinutes: 1440 minutes are more than 60, for which a stolen token is of use; have the identity provider make shorter ones',
  ],
  [
    'tokens that do not live',
    'accessTokenMinutes: 60',
    'accessTokenMinutes: 0.5',
    'dwcp:identity.accessTokenMinutes: 0.5 is not a whole number of minutes; give the life of an access token in minutes, as the identity provider is set, e.g. 60',
  ],
]);
