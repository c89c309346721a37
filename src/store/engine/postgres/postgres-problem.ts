import { DatabaseError } from 'pg';

/** PostgreSQL, Error Codes: the first two characters are the class. */
const byCode: Record<string, string> = {
  '25006': 'PostgreSQL allows reading alone',
  '25P03': 'PostgreSQL has ended a transaction that stood still',
  '3D000': 'PostgreSQL has no database of this name',
  '42501': 'PostgreSQL doesn’t allow this user to work in it',
  '53100': 'the disk of PostgreSQL is full',
  '53300': 'PostgreSQL takes no more connections',
  '57014': 'PostgreSQL takes too long',
  '57P01': 'PostgreSQL was stopped or has cut the connection',
  '57P02': 'PostgreSQL has crashed and starts again',
  '57P03': 'PostgreSQL is just starting or stopping',
  '57P05': 'PostgreSQL has cut the connection',
  XX001: 'the data of PostgreSQL is damaged',
  XX002: 'the data of PostgreSQL is damaged',
};
const byClass: Record<string, string> = {
  '08': 'the connection to PostgreSQL is cut',
  '28': 'PostgreSQL refuses the user, the password or a connection without TLS',
  '53': 'PostgreSQL has run out of memory or connections',
  '58': 'PostgreSQL can’t use its disk',
};

const untrusted =
  'the certificate of PostgreSQL is signed by nobody known (sslmode=no-verify takes any)';

/** Of the operating system and of TLS, on the way there. */
const bySystemCode: Record<string, string> = {
  ECONNREFUSED: 'nothing listens at the address of PostgreSQL',
  ENOTFOUND: 'the address of PostgreSQL isn’t known',
  EAI_AGAIN: 'the address of PostgreSQL isn’t known',
  EHOSTUNREACH: 'PostgreSQL can’t be reached over the network',
  ENETUNREACH: 'PostgreSQL can’t be reached over the network',
  ETIMEDOUT: 'PostgreSQL doesn’t answer',
  ECONNRESET: 'the connection to PostgreSQL is cut',
  EPIPE: 'the connection to PostgreSQL is cut',
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: 'the certificate of PostgreSQL has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate of PostgreSQL is for another address',
};

/** What pg says itself has no code. */
const byMessage: readonly [RegExp, string][] = [
  [/timeout/, 'PostgreSQL doesn’t answer'],
  [/^Connection terminated|not queryable$|discarded$/, 'the connection to PostgreSQL is cut'],
];

/** What is wrong with PostgreSQL or the way to it, in plain words; undefined for an error that tells of no such thing. */
export function wordsForPostgres(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = codeOf(error);
  if (error instanceof DatabaseError) return byCode[code] ?? byClass[code.slice(0, 2)];
  return bySystemCode[code] ?? byMessage.find(([said]) => said.test(error.message))?.[1];
}

/** Waiting alone doesn't help: somebody has to change something. */
export function needsSomebody(error: unknown): boolean {
  const code = codeOf(error);
  return (
    code.startsWith('28') ||
    code === '3D000' ||
    /CERT|SIGNATURE/.test(code) ||
    wordsForPostgres(error) === undefined
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
