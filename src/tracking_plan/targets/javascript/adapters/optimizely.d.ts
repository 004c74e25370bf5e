import type { Message, Tracker } from "./index.js";
/** A person, as `createUserContext` of Optimizely's SDK gives it (`@optimizely/optimizely-sdk`, 4.5 and later). */
export interface OptimizelyUser {
  trackEvent(event: string, tags?: any): unknown;
}
/**
 * Sends through Optimizely's SDK, in browsers and in Node: `optimizely(user)`, or on a server
 * `optimizely(({ userId }) => client.createUserContext(userId))`. It knows only events that its project has: `plan
 * export optimizely` writes them. Tags are text, numbers and booleans: what is inside an object goes by its path
 * (`address.city`), lists are not sent. It reads `revenue` as whole cents. It takes no traits, groups and times.
 */
export declare function optimizely(
  user: OptimizelyUser | ((message: Message) => OptimizelyUser | null),
): Tracker;
/** Sends through Optimizely Web Experimentation: `optimizelyWeb((call) => window.optimizely.push(call))`. */
export declare function optimizelyWeb(push: (call: any) => unknown): Tracker;
