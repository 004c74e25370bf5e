// What is used of optimizely/swift-sdk (Sources/Optimizely+Decide/OptimizelyClient+Decide.swift and OptimizelyUserContext.swift).

extension OptimizelyClient {
  public func createUserContext(userId: String, attributes: [String: Any]? = nil) -> OptimizelyUserContext {}
}

public class OptimizelyUserContext {
  public func trackEvent(eventKey: String, eventTags: [String: Any]? = nil) throws {}
}
