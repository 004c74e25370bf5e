import type { Tracker } from "./index.js";

/** FullStory's function, version 2 of its API: `FS` of its snippet, or `FullStory` of `@fullstory/browser`. */
export type FS = (operation: any, options?: any) => unknown;

/** What FullStory holds the values of an event for, by event and property: `plan export fullstory` writes it. */
export type Schemas = Readonly<
  Record<string, Readonly<Record<string, unknown>>>
>;

/**
 * Sends through FullStory: `fullstory(FS, schemas)`. Without `schemas` FullStory takes every number for a real one.
 * Page and screen calls go as events. It has no groups, and no place for a time: what happened, happened now.
 */
export function fullstory(fs: FS, schemas: Schemas = {}): Tracker {
  const known = new Map(Object.entries(schemas));
  return {
    send({ call, event = "", userId, properties, traits }) {
      if (call === "identify") {
        fs("setIdentity", {
          uid: userId,
          properties: traits,
          ...typed("identify"),
        });
      } else if (call !== "group") {
        fs("trackEvent", { name: event, properties, ...typed(event) });
      }
    },
  };

  function typed(name: string): { schema?: unknown } {
    const types = known.get(name);
    return types === undefined ? {} : { schema: { properties: types } };
  }
}
