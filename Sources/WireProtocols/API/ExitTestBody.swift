package import CAInterface

/// The answer to `POST …/exit-receivers/{name}/test`.
package struct ExitTestBody: Hashable, Sendable, Codable {
    /// The id in the event that was sent.
    package var event: String
    package var taken: Bool
    /// Why it was not taken; absent when it was.
    package var fault: String?
    package var milliseconds: Int

    package init(_ test: ExitTest) {
        event = test.event
        taken = test.isTaken
        fault = test.fault.isEmpty ? nil : test.fault
        milliseconds = test.milliseconds
    }

    package var test: ExitTest { ExitTest(event: event, isTaken: taken, fault: fault ?? "", milliseconds: milliseconds) }
}
