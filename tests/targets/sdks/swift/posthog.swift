// What is used of posthog-ios 3 (PostHog/posthog-ios, PostHog/PostHogSDK.swift at 001ced25).

public class PostHogSDK {
  public func identify(_ distinctId: String, userProperties: [String: Any]? = nil, userPropertiesSetOnce: [String: Any]? = nil) {}
  public func capture(_ event: String, distinctId: String? = nil, properties: [String: Any]? = nil, userProperties: [String: Any]? = nil, userPropertiesSetOnce: [String: Any]? = nil, groups: [String: String]? = nil, timestamp: Date? = nil) {}
  public func screen(_ screenTitle: String, properties: [String: Any]? = nil) {}
  public func group(type: String, key: String, groupProperties: [String: Any]? = nil) {}
}
