/// Brings one event to one receiver. The program has one that runs commands and posts to addresses.
package protocol ExitSender: Sendable {
    /// Returns when the receiver has taken the event.
    /// - Throws: any error; the event is brought again later, with the same id.
    func send(_ event: ExitEvent, to receiver: ExitReceiver) async throws
}
