/** How a state feels; every tone has its own icon, so colour never stands alone. */
export type Tone = 'good' | 'info' | 'wait' | 'warn' | 'bad' | 'quiet';

export interface Word {
  readonly word: string;
  readonly tone: Tone;
  /** What it means, for a tooltip. */
  readonly meaning: string;
}
