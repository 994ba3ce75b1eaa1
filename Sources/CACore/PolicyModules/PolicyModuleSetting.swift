/// The policy module that an authority asks about each request.
package struct PolicyModuleSetting: Sendable, Hashable {
    /// A program of the directory `modules` in the data directory.
    package var command: String
    package var timeoutSeconds: Int
    /// The fate of a request whose module failed: it waits for an officer, or is denied.
    package var holdsOnFailure: Bool

    package init(command: String, timeoutSeconds: Int, holdsOnFailure: Bool) {
        self.command = command
        self.timeoutSeconds = timeoutSeconds
        self.holdsOnFailure = holdsOnFailure
    }
}
