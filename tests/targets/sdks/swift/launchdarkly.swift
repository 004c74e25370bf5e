// What is used of launchdarkly/ios-client-sdk (LaunchDarkly/LaunchDarkly/LDClient.swift); LDValue is an enum there, of null, bool,
// number, string, array and object (LaunchDarkly/LaunchDarkly/LDCommon.swift).

public class LDClient {
  public func track(key: String, data: LDValue? = nil, metricValue: Double? = nil) {}
}
