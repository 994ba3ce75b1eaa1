/// The result of a test event that was sent to an exit receiver.
public struct ExitTest: Hashable, Sendable, Codable {
    /// The id in the event that was sent.
    public var event: String
    /// Whether the receiver took it: a program by ending with status 0, an address by a status from 200 to 299.
    public var isTaken: Bool
    /// Why it was not taken; empty when it was.
    public var fault: String
    public var milliseconds: Int

    public init(event: String, isTaken: Bool, fault: String, milliseconds: Int) {
        self.event = event
        self.isTaken = isTaken
        self.fault = fault
        self.milliseconds = milliseconds
    }
}
