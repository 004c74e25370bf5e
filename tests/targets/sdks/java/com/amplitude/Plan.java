package com.amplitude;

/** As in src/main/java/com/amplitude/Plan.java at e2a20ed8. */
public class Plan {
  private String source;
  private String version;

  public Plan setSource(String source) {
    this.source = source;
    return this;
  }

  public Plan setVersion(String version) {
    this.version = version;
    return this;
  }

  @Override
  public String toString() {
    return "plan " + source + " " + version;
  }
}
