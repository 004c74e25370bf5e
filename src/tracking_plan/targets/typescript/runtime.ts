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
export class PlanError extends Error {
  readonly event: string;
  readonly reasons: readonly Reason[];

  constructor(event: string, reasons: readonly Reason[]) {
    const told = reasons.map((reason) => `${reason.path} ${reason.message}`);
    super(`"${event}" breaks the plan: ${told.join("; ")}`);
    this.name = "PlanError";
    this.event = event;
    this.reasons = reasons;
  }
}

/** Keeps what is sent, for your own tests. */
export class RecordingTracker implements Tracker {
  readonly messages: Message[] = [];

  send(message: Message): void {
    this.messages.push(message);
  }

  clear(): void {
    this.messages.length = 0;
  }
}

/** Says where calls go, and what becomes of those that break the plan. Call it once, before the first event. */
export function configure(settings: Settings): void {
  $tracker = settings.tracker;
  $mode = settings.mode ?? "warn";
  $stamp = settings.stamp ?? false;
  $onViolation = settings.onViolation ?? $warn;
}

interface $Rule {
  readonly is?: string | readonly string[];
  readonly nullable?: true;
  readonly in?: readonly unknown[];
  readonly min?: number;
  readonly minLike?: string;
  readonly max?: number;
  readonly maxLike?: string;
  readonly shortest?: number;
  readonly longest?: number;
  readonly pattern?: RegExp;
  readonly like?: string;
  readonly format?: $Format;
  readonly fewest?: number;
  readonly most?: number;
  readonly unique?: true;
  readonly of?: $Rule;
  readonly has?: readonly $Field[];
  readonly open?: true;
}

interface $Field extends $Rule {
  readonly name: string;
  readonly optional?: true;
}

interface $Format {
  readonly name: string;
  readonly pattern: RegExp;
  readonly example: string;
  readonly longest?: number;
}

type $Call = Message["call"];
type $Found = Reason[] | null;

declare const console: { warn(text: string): void };

let $tracker: Tracker | undefined;
let $mode: Mode = "warn";
let $stamp = false;
let $onViolation: (error: PlanError) => void = $warn;

function $warn(error: PlanError): void {
  console.warn(error.message);
}

function $send(
  call: $Call,
  name: string,
  rule: $Rule,
  data: unknown,
  options: Options | undefined,
  id?: string,
): void {
  const found: $Found = $mode === "off" ? null : [];
  const sent = $settle(data, rule, "", 0, found);
  if (found !== null && found.length > 0) {
    const error = new PlanError(name, found);
    if ($mode === "throw") {
      throw error;
    }
    $onViolation(error);
    if ($mode === "drop") {
      return;
    }
  }
  const tracker = $tracker;
  if (tracker === undefined) {
    const text = `"${name}" is not sent: call configure({ tracker }) first`;
    if ($mode === "throw") {
      throw new Error(text);
    }
    console.warn(text);
    return;
  }
  tracker.send($message(call, name, sent, options, id));
}

function $message(
  call: $Call,
  name: string,
  sent: unknown,
  options: Options | undefined,
  id: string | undefined,
): Message {
  const made: Record<string, unknown> = { call };
  const isEvent = call !== "identify" && call !== "group";
  if (isEvent) {
    made["event"] = name;
  }
  const userId = call === "identify" ? id : options?.userId;
  if (userId !== undefined) {
    made["userId"] = userId;
  }
  if (options?.anonymousId !== undefined) {
    made["anonymousId"] = options.anonymousId;
  }
  if (call === "group") {
    made["groupId"] = id;
  }
  made[isEvent ? "properties" : "traits"] = sent;
  if (options?.context !== undefined || $stamp) {
    made["context"] = $stamp
      ? { ...options?.context, plan: $plan }
      : options?.context;
  }
  if (options?.timestamp !== undefined) {
    made["timestamp"] = $text(options.timestamp);
  }
  if (options?.messageId !== undefined) {
    made["messageId"] = options.messageId;
  }
  return made as unknown as Message;
}

/** The value as it is sent. What is wrong with it goes to `found`, where that is asked. */
function $settle(
  value: unknown,
  rule: $Rule,
  path: string,
  depth: number,
  found: $Found,
): unknown {
  if (value instanceof Date) {
    value = $text(value);
  }
  if (found !== null && !$fits(value, rule, path, found)) {
    return value;
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (depth > 200) {
    found?.push({
      path,
      rule: "unreadable",
      message: "is nested more than 200 deep",
    });
    return null;
  }
  return Array.isArray(value)
    ? $items(value, rule, path, depth, found)
    : $fields(value as Record<string, unknown>, rule, path, depth, found);
}

function $items(
  value: readonly unknown[],
  rule: $Rule,
  path: string,
  depth: number,
  found: $Found,
): unknown {
  const of = rule.of ?? $anything;
  const sent: unknown[] = [];
  for (let place = 0; place < value.length; place++) {
    sent.push(
      $settle(value[place] ?? null, of, `${path}[${place}]`, depth + 1, found),
    );
  }
  return sent;
}

function $fields(
  value: Readonly<Record<string, unknown>>,
  rule: $Rule,
  path: string,
  depth: number,
  found: $Found,
): unknown {
  const sent: Record<string, unknown> = {};
  const before = path === "" ? "" : `${path}.`;
  const planned = rule.has ?? [];
  let known = 0;
  for (const field of planned) {
    const name = field.name;
    const held = $own(value, name);
    if (held !== undefined) {
      known++;
      const kept =
        found === null && typeof held !== "object"
          ? held
          : $settle(held, field, before + name, depth + 1, found);
      $put(sent, name, kept);
      continue;
    }
    if (Object.prototype.hasOwnProperty.call(value, name)) {
      known++;
    }
    if (field.optional !== true) {
      found?.push({
        path: before + name,
        rule: "required",
        message: "is missing",
      });
    }
  }
  const names = Object.keys(value);
  if (names.length !== known) {
    for (const name of names) {
      const held = value[name];
      if (held === undefined || planned.some((field) => field.name === name)) {
        continue;
      }
      const inner = before + name;
      if (found !== null && rule.has !== undefined && rule.open !== true) {
        found.push({
          path: inner,
          rule: "additionalProperties",
          message: "is not planned",
        });
        $put(sent, name, $settle(held, $anything, inner, depth + 1, null));
      } else {
        $put(sent, name, $settle(held, $anything, inner, depth + 1, found));
      }
    }
  }
  return sent;
}

const $anything: $Rule = {};

/** What every object has without being told: it is no property of a call. */
const $inherited = Object.prototype as unknown as Readonly<
  Record<string, unknown>
>;

function $own(value: Readonly<Record<string, unknown>>, name: string): unknown {
  const held = value[name];
  if (held !== $inherited[name] && name !== "__proto__") {
    return held;
  }
  return Object.prototype.hasOwnProperty.call(value, name) ? held : undefined;
}

function $put(
  into: Record<string, unknown>,
  name: string,
  value: unknown,
): void {
  if (name === "__proto__") {
    Object.defineProperty(into, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    into[name] = value;
  }
}

/** Whether the value itself, apart from what is inside it, keeps the rule far enough to look inside. */
function $fits(
  value: unknown,
  rule: $Rule,
  path: string,
  found: Reason[],
): boolean {
  if (value === null && rule.nullable === true) {
    return true;
  }
  const kind = $kind(value);
  if (kind === undefined) {
    const message =
      typeof value === "number"
        ? "is not a number that JSON can hold"
        : "is not a value that JSON can hold";
    found.push({ path, rule: "unreadable", message });
    return false;
  }
  const is = rule.is;
  if (is !== undefined && is !== kind && !$takes(is, kind, value)) {
    const message = `must be ${$expected(is, rule.nullable)}, not ${$kinds[kind]}`;
    found.push({ path, rule: "type", message });
    return false;
  }
  if (kind === "string" && $halfCharacter.test(value as string)) {
    found.push({
      path,
      rule: "unreadable",
      message: "holds half a character (a lone surrogate)",
    });
    return false;
  }
  if (
    rule.in !== undefined &&
    !rule.in.includes(value) &&
    !$equals(rule.in, value)
  ) {
    found.push({
      path,
      rule: "enum",
      message: `is not one of ${$listed(rule.in)}`,
    });
    return false;
  }
  if (kind === "number") {
    $number(value as number, rule, path, found);
  } else if (kind === "string") {
    $string(value as string, rule, path, found);
  } else if (kind === "array") {
    $array(value as readonly unknown[], rule, path, found);
  }
  return true;
}

const $halfCharacter = /\p{Surrogate}/u;

const $kinds: Readonly<Record<string, string>> = {
  number: "a number",
  string: "a string",
  array: "an array",
  integer: "an integer",
  object: "an object",
  boolean: "true or false",
  null: "null",
};

function $kind(value: unknown): string | undefined {
  switch (typeof value) {
    case "string":
      return "string";
    case "number":
      return Number.isFinite(value) ? "number" : undefined;
    case "boolean":
      return "boolean";
    case "object":
      return value === null
        ? "null"
        : Array.isArray(value)
          ? "array"
          : "object";
    default:
      return undefined;
  }
}

function $takes(
  is: string | readonly string[],
  kind: string,
  value: unknown,
): boolean {
  if (typeof is !== "string") {
    return is.some((one) => one === kind || $takes(one, kind, value));
  }
  return is === "integer" && kind === "number" && Number.isInteger(value);
}

function $expected(
  is: string | readonly string[],
  nullable: true | undefined,
): string {
  const names = Object.keys($kinds).filter((kind) =>
    typeof is === "string" ? is === kind : is.includes(kind),
  );
  if (nullable === true) {
    names.push("null");
  }
  return names.map((name) => $kinds[name]).join(" or ");
}

function $number(
  value: number,
  rule: $Rule,
  path: string,
  found: Reason[],
): void {
  if (rule.min !== undefined && value < rule.min) {
    found.push({
      path,
      rule: "minimum",
      message: `is below the minimum of ${rule.minLike ?? rule.min}`,
    });
  }
  if (rule.max !== undefined && value > rule.max) {
    found.push({
      path,
      rule: "maximum",
      message: `is above the maximum of ${rule.maxLike ?? rule.max}`,
    });
  }
}

function $string(
  value: string,
  rule: $Rule,
  path: string,
  found: Reason[],
): void {
  if (rule.shortest !== undefined && $length(value) < rule.shortest) {
    found.push({
      path,
      rule: "minLength",
      message: $few(rule.shortest, "character"),
    });
  }
  if (
    rule.longest !== undefined &&
    value.length > rule.longest &&
    $length(value) > rule.longest
  ) {
    found.push({
      path,
      rule: "maxLength",
      message: $many(rule.longest, "character"),
    });
  }
  const pattern = rule.pattern;
  if (pattern !== undefined && !pattern.test(value)) {
    const message = `does not match the pattern "${rule.like ?? pattern.source}"`;
    found.push({ path, rule: "pattern", message });
  }
  const format = rule.format;
  if (
    format !== undefined &&
    (!format.pattern.test(value) ||
      $length(value) > (format.longest ?? Infinity))
  ) {
    const message = `is not a valid ${format.name}, such as ${format.example}`;
    found.push({ path, rule: "format", message });
  }
}

/** How many characters a text has; one outside the first plane counts once. */
function $length(value: string): number {
  let length = value.length;
  for (let place = 0; place < value.length - 1; place++) {
    if ((value.charCodeAt(place) & 0xfc00) === 0xd800) {
      length--;
      place++;
    }
  }
  return length;
}

function $array(
  value: readonly unknown[],
  rule: $Rule,
  path: string,
  found: Reason[],
): void {
  if (rule.fewest !== undefined && value.length < rule.fewest) {
    found.push({ path, rule: "minItems", message: $few(rule.fewest, "item") });
  }
  if (rule.most !== undefined && value.length > rule.most) {
    found.push({ path, rule: "maxItems", message: $many(rule.most, "item") });
  }
  if (rule.unique === true && new Set(value.map($same)).size < value.length) {
    found.push({
      path,
      rule: "uniqueItems",
      message: "holds the same item more than once",
    });
  }
}

function $few(limit: number, what: string): string {
  return `has fewer than the ${limit} ${what}${limit === 1 ? "" : "s"} required`;
}

function $many(limit: number, what: string): string {
  return `has more than the ${limit} ${what}${limit === 1 ? "" : "s"} allowed`;
}

/** A text that two values share when JSON takes them for equal. */
function $same(value: unknown): string {
  if (typeof value !== "object" || value === null || value instanceof Date) {
    return JSON.stringify(value) ?? "null";
  }
  if (Array.isArray(value)) {
    return `[${value.map($same).join()}]`;
  }
  const pairs = Object.entries(value).filter((pair) => pair[1] !== undefined);
  const texts = pairs.map(
    ([name, held]) => `${JSON.stringify(name)}:${$same(held)}`,
  );
  return `{${texts.sort().join()}}`;
}

function $equals(options: readonly unknown[], value: unknown): boolean {
  return (
    typeof value === "object" &&
    options.some((option) => $same(option) === $same(value))
  );
}

function $listed(values: readonly unknown[]): string {
  const first = values.slice(0, 8).map((value) => JSON.stringify(value));
  if (values.length > 8) {
    return `${first.join(", ")} and ${values.length - 8} more`;
  }
  const last = first.pop() ?? "none at all";
  return first.length > 0 ? `${first.join(", ")} and ${last}` : last;
}

/** A time as RFC 3339 in UTC, with no more digits than it needs; a text stays as it is. */
function $text(time: Date | string): string | null {
  if (typeof time === "string") {
    return time;
  }
  return Number.isNaN(time.getTime())
    ? null
    : time.toISOString().replace(".000Z", "Z");
}
