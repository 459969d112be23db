import { AppError, type ErrorCode } from '#core/contract/errors.ts';

/** What happened, in one line, and what to do about it. The engine's own sentence says where. */
export interface ErrorText {
  readonly title: string;
  readonly nextStep: string;
}

const waits = 'Nothing to do: Quayside tries again by itself.';
const askIt = 'Copy the details and send them to whoever looks after Quayside.';

/** Every code of the contract; a new one does not compile without its words. */
export const errorTexts: Readonly<Record<ErrorCode, ErrorText>> = {
  internal: { title: 'Something went wrong inside Quayside', nextStep: `Try once more. If it happens again: ${askIt}` },
  'invalid-input': { title: 'This cannot be done as entered', nextStep: 'Correct what the sentence names, then try again.' },
  'not-found': { title: 'This does not exist (any more)', nextStep: 'Go back to the list and look for it there.' },
  conflict: { title: 'This was changed meanwhile', nextStep: 'Look at it again, then decide anew.' },
  cancelled: { title: 'This was cancelled', nextStep: 'Nothing was changed. Start it again when you want it.' },
  'not-allowed': { title: 'This is not allowed here', nextStep: 'The sentence says where it is.' },
  'session-expired': {
    title: 'This page is not signed in any more',
    nextStep: 'Open a new one with: npm run -s quayside -- open',
  },
  'engine-busy': { title: 'The engine is busy', nextStep: 'Wait until the current run has ended, then try again.' },
  'engine-not-running': {
    title: 'Quayside does not answer',
    nextStep:
      'If it only hangs, this page goes on by itself. If it was closed, start it again with: npm start, which opens a new page.',
  },
  'folder-locked': {
    title: 'Another Quayside works in this data folder',
    nextStep: 'Use that one, or end it and start this one again.',
  },
  'folder-on-network-share': {
    title: 'The data folder is on a network share',
    nextStep: 'Move it to a local disk: a database on a share can be damaged.',
  },
  'folder-of-another-account': {
    title: 'The data folder belongs to another account',
    nextStep: 'Choose another data folder for this connection.',
  },
  'folder-not-writable': {
    title: 'The data folder cannot be written',
    nextStep: 'Ask for write access to the folder, then try again.',
  },
  'database-newer': {
    title: 'A newer Quayside wrote this data',
    nextStep: 'Install the newer version; this one leaves the data untouched.',
  },
  'database-damaged': {
    title: 'The database is damaged',
    nextStep: 'Restore the newest backup with: npm run -s quayside -- restore FILE',
  },
  'disk-full': { title: 'The disk is full', nextStep: 'Free some space. The next run finishes the work.' },
  'workspace-of-another-account': {
    title: 'This workspace belongs to another account',
    nextStep: 'Use the connection it was made with, or another data folder.',
  },
  configuration: { title: 'The connection is not set up correctly', nextStep: 'Correct the setting that the sentence names.' },
  'secret-missing': {
    title: 'A secret is missing',
    nextStep: 'Give it as an environment variable or with --secrets FILE, then start again.',
  },
  'sps-unreachable': {
    title: 'SPS cannot be reached',
    nextStep: 'Quayside tries again by itself. If it lasts, check the internet connection.',
  },
  'sps-throttled': { title: 'SPS asks to slow down', nextStep: `It says when to go on. ${waits}` },
  'sps-server-error': { title: 'SPS has a problem of its own', nextStep: waits },
  'sps-unreadable-answer': {
    title: 'SPS answered something unreadable',
    nextStep: `Often a proxy in between. ${waits} If it lasts, ask your network people.`,
  },
  'sps-token-refused': {
    title: 'SPS refuses the client id or secret',
    nextStep: 'Compare both with the SPS developer center; a renewed secret must be entered here too.',
  },
  'sps-wrong-app-kind': {
    title: 'The SPS application is of the wrong kind',
    nextStep: 'Create a machine-to-machine application in the SPS developer center and use its client id.',
  },
  'sps-wrong-audience': {
    title: 'SPS expects another audience',
    nextStep: 'Use the other preset for the audience in the connection.',
  },
  'sps-not-provisioned': {
    title: 'SPS has not enabled the Transaction API for this account',
    nextStep: 'Ask SPS support to provision it for your organization; send them the details.',
  },
  'sps-not-authorised': {
    title: 'SPS does not allow this folder or action',
    nextStep: 'Ask SPS support for the permission; send them the details.',
  },
  'sps-folder-missing': {
    title: 'A folder does not exist at SPS',
    nextStep: 'Correct the folder in the connection, or ask SPS to create it.',
  },
  'sps-file-missing': {
    title: 'The file is not at SPS any more',
    nextStep: 'Somebody took it. Ask for a new upload if you need it.',
  },
  'sps-too-large': { title: 'The file is too large', nextStep: 'Ask the sender to split it. It stays at SPS until then.' },
  'sps-incomplete': { title: 'The file arrived incomplete', nextStep: 'The next run fetches it again.' },
  'sps-refused': {
    title: 'SPS refused the request',
    nextStep: 'The details say why; send them to SPS support if it is unclear.',
  },
  'dynamics-unreachable': {
    title: 'Dynamics cannot be reached',
    nextStep: 'Quayside tries again by itself. If it lasts, check the internet connection.',
  },
  'dynamics-throttled': { title: 'Dynamics asks to slow down', nextStep: `It says when to go on. ${waits}` },
  'dynamics-server-error': { title: 'Dynamics has a problem of its own', nextStep: waits },
  'dynamics-unreadable-answer': {
    title: 'Dynamics answered something unreadable',
    nextStep: `Often maintenance or a proxy. ${waits}`,
  },
  'dynamics-token-refused': {
    title: 'Microsoft refuses the client id, secret or certificate',
    nextStep: 'Compare them with the app registration in Entra; an expired secret must be renewed there.',
  },
  'dynamics-not-authorised': {
    title: 'Dynamics does not allow this',
    nextStep: 'Give the application user the security role that the sentence names.',
  },
  'dynamics-not-registered': {
    title: 'Dynamics does not know this application',
    nextStep: 'Add its client id under System administration > Setup > Microsoft Entra applications.',
  },
  'dynamics-entity-missing': {
    title: 'Dynamics lacks an entity or field',
    nextStep: 'Choose another entity set in the connection, or refresh the entity list in Dynamics.',
  },
  'dynamics-refused': { title: 'Dynamics refused it', nextStep: 'Correct what its message names, then try again.' },
  'dynamics-changed-meanwhile': { title: 'It was changed in Dynamics meanwhile', nextStep: 'Look at it there, then try again.' },
  'dynamics-not-found': { title: 'Dynamics does not have it', nextStep: 'Check the number and the legal entity.' },
};

/** Words for anything that was thrown at a screen. */
export interface ShownError extends ErrorText {
  readonly code: ErrorCode;
  readonly message: string;
  readonly outcome: AppError['outcome'];
  readonly details: Readonly<Record<string, string>>;
}

export function shownError(thrown: unknown): ShownError {
  const error = thrown instanceof AppError ? thrown : undefined;
  const code = error?.code ?? 'internal';
  const message = error?.message ?? (thrown instanceof Error ? thrown.message : String(thrown));
  return { ...errorTexts[code], code, message, outcome: error?.outcome ?? 'unknown', details: error?.details ?? {} };
}

/** True for a code of the contract; health carries it as plain text. */
export function isErrorCode(code: string | undefined): code is ErrorCode {
  return code !== undefined && Object.hasOwn(errorTexts, code);
}

/** What support asks for, as one text. No secrets are ever in `details`. */
export function supportText(error: Pick<ShownError, 'code' | 'message' | 'details'>, context: readonly string[]): string {
  const details = Object.entries(error.details).map(([name, value]) => `${name}: ${value}`);
  return [...context, `code: ${error.code}`, `message: ${error.message}`, ...details].join('\n');
}
