package import PortableFoundation

/// The time by which renewals are due, and the way to wait. Tests give their own.
package struct RenewalClock: Sendable {
    package var now: @Sendable () -> Date = { Date() }
    package var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    /// A number from 0 to below 1, so that many programs do not ask the CA at one moment.
    package var random: @Sendable () -> Double = { Double.random(in: 0..<1) }

    package init() {}
}
