import PortableFoundation

/// The time by which renewals are due, and the way to wait. Tests give their own.
struct RenewalClock: Sendable {
    var now: @Sendable () -> Date = { Date() }
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    /// A number from 0 to below 1, so that many programs do not ask the CA at one moment.
    var random: @Sendable () -> Double = { Double.random(in: 0..<1) }
}
