// What is used of rudder-sdk-swift 1 (rudderlabs/rudder-sdk-swift, Sources/RudderStackAnalytics/Base/Analytics.swift at 0054c904,
// and RudderOption).

public class RudderOption {
  public init(integrations: [String: Any]? = nil, customContext: [String: Any]? = nil, externalIds: [ExternalId]? = nil) {}
}

extension Analytics {
  public func track(name: String, properties: Properties? = nil, options: RudderOption? = nil) {}
  public func screen(screenName: String, category: String? = nil, properties: Properties? = nil, options: RudderOption? = nil) {}
  public func group(groupId: String, traits: Traits? = nil, options: RudderOption? = nil) {}
  public func identify(userId: String? = nil, traits: Traits? = nil, options: RudderOption? = nil) {}
}
