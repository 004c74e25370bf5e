// What is used of mixpanel-swift 6 (mixpanel/mixpanel-swift, Sources/MixpanelInstance.swift, People.swift and Group.swift).
// Properties of an event come after time, distinct_id, $device_id and $user_id there (Sources/Track.swift).

open class MixpanelInstance {
  open func track(event: String?, properties: Properties? = nil) {}
  open func identify(distinctId: String, usePeople: Bool = true, completion: (() -> Void)? = nil) {}
  open func setGroup(groupKey: String, groupID: MixpanelType) {}
  open func getGroup(groupKey: String, groupID: MixpanelType) -> Group {}
}

open class People {
  open func set(properties: Properties) {}
}
