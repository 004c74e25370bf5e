// What is used of FullStory's SDK for iOS, as its header FullStory.h and developer.fullstory.com/mobile/ios have it.

open class FS {
  class func event(name: String, properties: [String: Any]) {}
  class func identify(_ uid: String, userVars: [String: Any]) {}
}
