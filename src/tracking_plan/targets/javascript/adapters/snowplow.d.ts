import type { Message, Tracker } from "./index.js";
/** An event that describes itself, as `trackSelfDescribingEvent` and `buildSelfDescribingEvent` take it. */
export interface SelfDescribing {
  event: {
    schema: string;
    data: Record<string, unknown>;
  };
  /** When it happened, where the call says it. */
  timestamp?: {
    type: "ttm";
    value: number;
  };
}
/**
 * Sends through Snowplow, each call under a schema that `schema` names (an `iglu:` address). In browsers:
 * `snowplow(trackSelfDescribingEvent, (call, event) => …)`; in Node:
 * `snowplow((event) => tracker.track(buildSelfDescribingEvent(event), [], event.timestamp), …)`.
 */
export declare function snowplow(
  track: (event: SelfDescribing) => unknown,
  schema: (call: Message["call"], event: string) => string,
): Tracker;
