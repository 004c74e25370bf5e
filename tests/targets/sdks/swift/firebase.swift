// What is used of FirebaseAnalytics (its source is not public; as in
// firebase.google.com/docs/reference/swift/firebaseanalytics/api/reference/Classes/Analytics).

class Analytics {
  class func logEvent(_ name: String, parameters: [String: Any]?) {}
  class func setUserID(_ userID: String?) {}
  class func setUserProperty(_ value: String?, forName name: String) {}
}
