/** A refused write: the status and the Infolog body that Dynamics would answer with (dynamics-errors.json). */
export class Refused extends Error {
  readonly status: number;
  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

/** What is wrong with a query or a body, as Dynamics would say it: becomes a 400. */
export class BadQuery extends Error {}

export interface Refusal {
  readonly status: number;
  readonly body: object;
}

/** How a refusal is answered, alone and in a part of a `$batch`; undefined for what nobody foresaw. */
export function refusalOf(thrown: unknown): Refusal | undefined {
  if (thrown instanceof Refused) return { status: thrown.status, body: errorBody(thrown.message) };
  if (thrown instanceof BadQuery) return { status: 400, body: { error: { code: '', message: thrown.message } } };
  return undefined;
}

/** A Dynamics error body around an Infolog text. */
export function errorBody(message: string): object {
  return {
    error: {
      code: '',
      message: 'An error has occurred.',
      innererror: {
        message,
        type: 'Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataWriteException',
        stacktrace: '   at Microsoft.Dynamics.Platform.Integration.Services.OData…',
      },
    },
  };
}
