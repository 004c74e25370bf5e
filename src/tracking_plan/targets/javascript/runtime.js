/** A call that breaks the plan. */
export class PlanError extends Error {
  event;
  reasons;
  constructor(event, reasons) {
    const told = reasons.map((reason) => `${reason.path} ${reason.message}`);
    super(`"${event}" breaks the plan: ${told.join("; ")}`);
    this.name = "PlanError";
    this.event = event;
    this.reasons = reasons;
  }
}
/** Keeps what is sent, for your own tests. */
export class RecordingTracker {
  messages = [];
  send(message) {
    this.messages.push(message);
  }
  clear() {
    this.messages.length = 0;
  }
}
/** Says where calls go, and what becomes of those that break the plan. Call it once, before the first event. */
export function configure(settings) {
  $tracker = settings.tracker;
  $mode = settings.mode ?? "warn";
  $stamp = settings.stamp ?? false;
  $onViolation = settings.onViolation ?? $warn;
}
let $tracker;
let $mode = "warn";
let $stamp = false;
let $onViolation = $warn;
function $warn(error) {
  console.warn(error.message);
}
function $send(call, name, rule, data, options, id) {
  const found = $mode === "off" ? null : [];
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
function $message(call, name, sent, options, id) {
  const made = { call };
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
  return made;
}
/** The value as it is sent. What is wrong with it goes to `found`, where that is asked. */
function $settle(value, rule, path, depth, found) {
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
    : $fields(value, rule, path, depth, found);
}
function $items(value, rule, path, depth, found) {
  const of = rule.of ?? $anything;
  const sent = [];
  for (let place = 0; place < value.length; place++) {
    sent.push(
      $settle(value[place] ?? null, of, `${path}[${place}]`, depth + 1, found),
    );
  }
  return sent;
}
function $fields(value, rule, path, depth, found) {
  const sent = {};
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
const $anything = {};
/** What every object has without being told: it is no property of a call. */
const $inherited = Object.prototype;
function $own(value, name) {
  const held = value[name];
  if (held !== $inherited[name] && name !== "__proto__") {
    return held;
  }
  return Object.prototype.hasOwnProperty.call(value, name) ? held : undefined;
}
function $put(into, name, value) {
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
function $fits(value, rule, path, found) {
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
  if (kind === "string" && $halfCharacter.test(value)) {
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
    $number(value, rule, path, found);
  } else if (kind === "string") {
    $string(value, rule, path, found);
  } else if (kind === "array") {
    $array(value, rule, path, found);
  }
  return true;
}
const $halfCharacter = /\p{Surrogate}/u;
const $kinds = {
  number: "a number",
  string: "a string",
  array: "an array",
  integer: "an integer",
  object: "an object",
  boolean: "true or false",
  null: "null",
};
function $kind(value) {
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
function $takes(is, kind, value) {
  if (typeof is !== "string") {
    return is.some((one) => one === kind || $takes(one, kind, value));
  }
  return is === "integer" && kind === "number" && Number.isInteger(value);
}
function $expected(is, nullable) {
  const names = Object.keys($kinds).filter((kind) =>
    typeof is === "string" ? is === kind : is.includes(kind),
  );
  if (nullable === true) {
    names.push("null");
  }
  return names.map((name) => $kinds[name]).join(" or ");
}
function $number(value, rule, path, found) {
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
function $string(value, rule, path, found) {
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
function $length(value) {
  let length = value.length;
  for (let place = 0; place < value.length - 1; place++) {
    if ((value.charCodeAt(place) & 0xfc00) === 0xd800) {
      length--;
      place++;
    }
  }
  return length;
}
function $array(value, rule, path, found) {
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
function $few(limit, what) {
  return `has fewer than the ${limit} ${what}${limit === 1 ? "" : "s"} required`;
}
function $many(limit, what) {
  return `has more than the ${limit} ${what}${limit === 1 ? "" : "s"} allowed`;
}
/** A text that two values share when JSON takes them for equal. */
function $same(value) {
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
function $equals(options, value) {
  return (
    typeof value === "object" &&
    options.some((option) => $same(option) === $same(value))
  );
}
function $listed(values) {
  const first = values.slice(0, 8).map((value) => JSON.stringify(value));
  if (values.length > 8) {
    return `${first.join(", ")} and ${values.length - 8} more`;
  }
  const last = first.pop() ?? "none at all";
  return first.length > 0 ? `${first.join(", ")} and ${last}` : last;
}
/** A time as RFC 3339 in UTC, with no more digits than it needs; a text stays as it is. */
function $text(time) {
  if (typeof time === "string") {
    return time;
  }
  return Number.isNaN(time.getTime())
    ? null
    : time.toISOString().replace(".000Z", "Z");
}
