/** The one place on screen where short confirmations appear. */
export const toasterId = 'quayside-toasts';
