package import NIOCore

/// The time and the number of connections that strangers get. No time is longer than 120 s, so no connection lasts longer without progress.
package struct ListenerLimits: Sendable, Equatable {
    /// From the connection to the end of its first request head, including TLS handshake and PROXY header; also from the last answer to the end of the
    /// connection.
    package var head: TimeAmount = .seconds(30)
    /// From the end of a head to the end of its body; also for each part of 64 KiB of an answer, and for the rest of a body that was answered
    /// early.
    package var body: TimeAmount = .seconds(60)
    /// From the end of a request to its answer. This is the server's own time, and limits work that hangs.
    package var work: TimeAmount = .seconds(120)
    /// From an answer to the end of the next head.
    package var idle: TimeAmount = .seconds(120)
    /// The most octets that may follow a body refused for its length, before the connection is cut.
    package var drainedOctets = 16 << 20
    /// The most connections at a time, per listener; more wait in the backlog.
    package var connections = 1024
    /// The most of these from one address (IPv6: from one network of 64 bits); more are closed at once.
    package var connectionsPerAddress = 256

    package init() {}

    /// The time between two looks at a connection's deadline. A timer for each deadline would cost more than the rest of the handler.
    var interval: TimeAmount {
        let shortest = min(head, body, work, idle)
        return max(.milliseconds(20), min(.seconds(5), .nanoseconds(shortest.nanoseconds / 4)))
    }
}
