package import NIOCore

/// How much time and how many connections strangers get. No time is longer than 120 s, so that no connection lasts longer without progress.
package struct ListenerLimits: Sendable, Equatable {
    /// From the connection to the end of its first request head, TLS handshake and PROXY header included; and from the last answer to the end of the connection.
    package var head: TimeAmount = .seconds(30)
    /// From the end of a head to the end of its body, for each part of 64 KiB of an answer, and for the rest of a body that was answered early.
    package var body: TimeAmount = .seconds(60)
    /// From the end of a request to its answer: the server's own time, for what hangs.
    package var work: TimeAmount = .seconds(120)
    /// From an answer to the end of the next head.
    package var idle: TimeAmount = .seconds(120)
    /// What may be sent after a body was refused for its length, before the connection is cut.
    package var drainedOctets = 16 << 20
    /// Connections at one time, per listener; more wait in the backlog.
    package var connections = 1024
    /// Of these, connections from one address (IPv6: from one network of 64 bits); more are closed at once.
    package var connectionsPerAddress = 256

    package init() {}

    /// How often a connection looks at its deadline; a timer for each deadline would cost more than the rest of the handler.
    var interval: TimeAmount {
        let shortest = min(head, body, work, idle)
        return max(.milliseconds(20), min(.seconds(5), .nanoseconds(shortest.nanoseconds / 4)))
    }
}
