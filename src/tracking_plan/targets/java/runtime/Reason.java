/**
 * One thing that breaks the plan. It never holds the value itself.
 *
 * @param path from the properties to the value, such as {@code files[0].name}
 * @param rule the keyword of JSON Schema that is broken
 * @param message in words
 */
@SuppressWarnings("all")
public record Reason(String path, String rule, String message) {}
