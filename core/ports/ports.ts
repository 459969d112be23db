import type { Instant } from '#core/domain/time.ts';
import type { Fetch } from './http/fetch.ts';

/** Time. `now` is our own wall clock; nothing that must be proven against a server uses it. */
export interface Clock {
  now(): Instant;
  /** Milliseconds that only grow, for durations. */
  monotonic(): number;
  /** Resolves after `ms` or at once when the signal aborts (never rejects). */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Randomness {
  /** [0, 1), for jitter. */
  fraction(): number;
  /** A new UUID, for request ids. */
  id(): string;
  bytes(count: number): Uint8Array;
}

/** Who works at this console: goes into every release, change and audit row. */
export interface Identity {
  readonly user: string;
  readonly host: string;
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Never given secrets, tokens or document bodies; the sink redacts all the same. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export type SecretName = 'sps.clientSecret' | 'dynamics.clientSecret' | 'dynamics.certificate' | 'dynamics.events';

/** Write-only to the screen: the renderer learns that a secret is there and since when, never what it is. */
export interface Secrets {
  read(name: SecretName): Promise<string | undefined>;
  write(name: SecretName, value: string): Promise<void>;
  describe(
    name: SecretName,
  ): Promise<{ readonly configured: boolean; readonly updatedAt?: Instant; readonly keptInMemoryOnly: boolean }>;
}

/** Named moments of the engine's work; a crash test ends the process at any of them. Production gives a no-op. */
export type Checkpoint = (name: string) => Promise<void> | void;

/** What a host knows of this machine's network; without it the engine takes the network for there and free. */
export interface NetworkCare {
  /** False only where the machine surely has no network. */
  online(): boolean;
  /** True where the person asked to save data. */
  saving(): boolean;
}

export interface Ports {
  readonly clock: Clock;
  readonly random: Randomness;
  readonly identity: Identity;
  readonly log: Logger;
  readonly secrets: Secrets;
  readonly fetch: Fetch;
  readonly checkpoint: Checkpoint;
  readonly network?: NetworkCare;
  /** The host's own log beside those of the workspaces, where it has one: its newest text, at most so many bytes. */
  readonly hostLog?: { tail(bytes: number): Promise<string> };
  /** IANA zone in which days and deadlines are meant. */
  readonly timeZone: string;
}
