package import CACore

/// A receiver that takes every event and does nothing with it.
package struct TakingExitSender: ExitSender {
    package init() {}

    package func send(_ event: ExitEvent, to receiver: ExitReceiver) async throws {}
}
