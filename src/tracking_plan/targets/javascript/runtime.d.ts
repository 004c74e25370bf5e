/** One call, as it is handed to the tracker. Its keys stand in the order in which they are sent. */
export interface Message {
  readonly call: "track" | "page" | "screen" | "identify" | "group";
  /** The event's name, of track, page and screen calls. */
  readonly event?: string;
  readonly userId?: string;
  readonly anonymousId?: string;
  /** Of group calls. */
  readonly groupId?: string;
  /** Of track, page and screen calls. */
  readonly properties?: Readonly<Record<string, unknown>>;
  /** Of identify and group calls. */
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly context?: Readonly<Record<string, unknown>>;
  /** When it happened, as RFC 3339. */
  readonly timestamp?: string;
  readonly messageId?: string;
}
/** Sends messages: an adapter of an SDK, or your own. */
export interface Tracker {
  send(message: Message): void;
}
/**
 * What happens to a call that breaks the plan: `throw` throws a PlanError and sends nothing, `warn` tells and sends it
 * all the same, `drop` tells and sends nothing, `off` does not look.
 */
export type Mode = "throw" | "warn" | "drop" | "off";
/** One thing that breaks the plan: where, by which rule, and in words. It never holds the value itself. */
export interface Reason {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}
/** What may be told with each call. A server names the person with each; apps do so once, with `identify`. */
export interface Options {
  readonly userId?: string | undefined;
  readonly anonymousId?: string | undefined;
  readonly context?: Readonly<Record<string, unknown>> | undefined;
  readonly timestamp?: Date | string | undefined;
  readonly messageId?: string | undefined;
}
/** What is set once for each environment. */
export interface Settings {
  readonly tracker: Tracker;
  /** `warn` where nothing is said. */
  readonly mode?: Mode | undefined;
  /** Whether each call tells the plan's name and version, as `context.plan`. */
  readonly stamp?: boolean | undefined;
  /** Takes what breaks the plan in the modes `warn` and `drop`; writes to the console where nothing is said. */
  readonly onViolation?: ((error: PlanError) => void) | undefined;
}
/** A call that breaks the plan. */
export declare class PlanError extends Error {
  readonly event: string;
  readonly reasons: readonly Reason[];
  constructor(event: string, reasons: readonly Reason[]);
}
/** Keeps what is sent, for your own tests. */
export declare class RecordingTracker implements Tracker {
  readonly messages: Message[];
  send(message: Message): void;
  clear(): void;
}
/** Says where calls go, and what becomes of those that break the plan. Call it once, before the first event. */
export declare function configure(settings: Settings): void;
