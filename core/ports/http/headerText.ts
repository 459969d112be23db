/**
 * True for one word that a header can carry whole. A token with anything else in it would fail at every request that takes
 * it along, instead of where it came from.
 */
export const isHeaderText = (text: string): boolean => /^[\x21-\x7e]+$/.test(text);
