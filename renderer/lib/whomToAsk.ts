import type { ErrorCode } from '#core/contract/errors.ts';

const devCenter = 'whoever administers your SPS Dev Center account';
const spsTeam = "SPS's implementation team; send them the details";
const entra = 'the administrator of your Microsoft Entra tenant';
const dynamics = 'your Dynamics administrator';
const network = 'whoever looks after your network';
const nobody = 'nobody yet: it usually passes by itself. Run the check again in a few minutes';

/** Who can put a failure of a connection right; absent where the person at the screen can. */
const whom: Readonly<Partial<Record<ErrorCode, string>>> = {
  'sps-unreachable': network,
  'sps-throttled': nobody,
  'sps-server-error': nobody,
  'sps-unreadable-answer': network,
  'sps-token-refused': devCenter,
  'sps-wrong-app-kind': devCenter,
  'sps-wrong-audience': 'nobody: choose the other audience',
  'sps-not-provisioned': spsTeam,
  'sps-not-authorised': spsTeam,
  'sps-folder-missing': `nobody, if it is a slip of the pen (capital letters count); else ${spsTeam}`,
  'sps-refused': spsTeam,
  'dynamics-unreachable': network,
  'dynamics-throttled': nobody,
  'dynamics-server-error': nobody,
  'dynamics-unreadable-answer': network,
  'dynamics-token-refused': entra,
  'dynamics-not-authorised': dynamics,
  'dynamics-not-registered': dynamics,
  'dynamics-entity-missing': dynamics,
  'dynamics-refused': dynamics,
};

/** Whom to ask about a step of the doctor, as the end of "Whom to ask: …". */
export function whomToAsk(code: string | undefined): string | undefined {
  return code !== undefined && Object.hasOwn(whom, code) ? whom[code as ErrorCode] : undefined;
}
