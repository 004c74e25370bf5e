// What is used of Amplitude-Swift 1 (amplitude/Amplitude-Swift, Sources/Amplitude/Amplitude.swift at 0134383b, and
// Events/EventOptions.swift, of whose many parameters some stand here; apps make one by its initializer). `identify` names the person too, where the options do; what options say comes before what is the SDK's own.

public class EventOptions {
  public init(userId: String? = nil, deviceId: String? = nil, timestamp: Int64? = nil, eventId: Int64? = nil, sessionId: Int64? = -1, insertId: String? = nil, locationLat: Double? = nil, ip: String? = nil, plan: Plan? = nil, ingestionMetadata: IngestionMetadata? = nil) {}
}

public struct Plan {
  public init(branch: String? = nil, source: String? = nil, version: String? = nil, versionId: String? = nil) {}
}

public class Amplitude {
  public func track(eventType: String, eventProperties: [String: Any]? = nil, options: EventOptions? = nil) -> Amplitude {}
  public func identify(userProperties: [String: Any]?, options: EventOptions? = nil) -> Amplitude {}
  public func groupIdentify(groupType: String, groupName: String, groupProperties: [String: Any]?, options: EventOptions? = nil) -> Amplitude {}
  public func setGroup(groupType: String, groupName: String, options: EventOptions? = nil) -> Amplitude {}
}
