/** Longer texts of a document are cut where they are only shown or compared: nobody reads more, and a hold must stay small. */
const most = 400;

/** A text of a third party in at most about 400 characters; how long it was stays to be told. */
export function brief(text: string): string {
  return text.length <= most ? text : `${text.slice(0, most)}… (${text.length} characters)`;
}
