/** The only channels between page and main: one for calls, one to cancel them, two for events. */
export const channels = {
  call: 'quayside:call',
  cancel: 'quayside:cancel',
  listen: 'quayside:listen',
  event: 'quayside:event',
} as const;
