package import NIOCore

/// How much time and how many connections strangers get.
package struct ListenerLimits: Sendable {
    /// From the connection to the end of its first request head, TLS handshake included.
    package var head: TimeAmount = .seconds(30)
    /// From the end of a head to the end of its body, and for each part of 64 KiB of an answer.
    package var body: TimeAmount = .seconds(60)
    /// From an answer to the end of the next head.
    package var idle: TimeAmount = .seconds(120)
    /// What may be sent after a body was refused for its length, before the connection is cut.
    package var drainedOctets = 16 << 20
    /// Connections at one time, per listener; more wait in the backlog.
    package var connections = 1024

    package init() {}
}
