import NIOCore

/// Where one HTTP/1.1 connection is, and until when it may stay there. Every state has a deadline, so that no client keeps a connection by doing little or nothing.
///
/// A value that knows no channel and no clock: ``HTTPConnection`` tells it what happens and when, and does what it answers.
struct ConnectionMachine: Equatable {
    enum State: Equatable {
        /// For the head of a request; before the first one, for the TLS handshake too.
        case awaitingHead
        /// The head has come and its body is coming.
        case receiving
        /// The whole request has come, and the server makes the answer.
        case working
        /// The answer goes out while the body is still coming.
        case answeringEarly
        /// The answer goes out, and the whole request has come.
        case answering
        /// The answer has gone out, and what still comes of the body is thrown away.
        case draining
        /// The last answer has gone out; the client may take it and hang up.
        case closing
        case closed
    }

    /// What must be done with what came, or now.
    enum Action: Equatable {
        case take
        case discard
        /// Nothing more will be written; what was written still goes out.
        case closeOutput
        case close
    }

    let limits: ListenerLimits
    private(set) var state: State
    private(set) var deadline: NIODeadline
    /// The connection ends after the answer: the client said so, speaks HTTP/1.0, or has closed its side.
    private(set) var isLast = false
    private var bodyOctets = 0

    init(limits: ListenerLimits, at now: NIODeadline) {
        self.limits = limits
        state = .awaitingHead
        deadline = now + limits.head
    }

    /// - Parameter keepsAlive: false after `Connection: close` in any spelling, and for clients before HTTP/1.1, which wait for the end of the connection.
    mutating func receivedHead(keepsAlive: Bool, at now: NIODeadline) -> Action {
        guard state == .awaitingHead else { return .discard }
        bodyOctets = 0
        isLast = !keepsAlive
        enter(.receiving, for: limits.body, at: now)
        return .take
    }

    /// A body has one deadline for all its parts: a client that sends one octet a minute makes no progress.
    mutating func receivedBody(octets: Int) -> Action {
        switch state {
        case .receiving, .answeringEarly, .draining:
            bodyOctets += octets
            guard bodyOctets <= RequestBody.limit + limits.drainedOctets else { return end() }
            return .take
        default: return .discard
        }
    }

    mutating func receivedEnd(at now: NIODeadline) -> Action {
        switch state {
        case .receiving: enter(.working, for: limits.work, at: now)
        // The answer goes on; its deadline stays.
        case .answeringEarly: state = .answering
        case .draining: enter(.awaitingHead, for: limits.idle, at: now)
        default: return .discard
        }
        return .take
    }

    mutating func startedResponse(at now: NIODeadline) {
        switch state {
        case .receiving: enter(.answeringEarly, for: limits.body, at: now)
        case .working: enter(.answering, for: limits.body, at: now)
        default: break
        }
    }

    /// A part is written when the client has taken the one before.
    mutating func wrotePart(at now: NIODeadline) {
        if state == .answering || state == .answeringEarly { deadline = now + limits.body }
    }

    mutating func finishedResponse(at now: NIODeadline) -> Action {
        switch state {
        case .answering where !isLast: enter(.awaitingHead, for: limits.idle, at: now)
        case .answeringEarly where !isLast: enter(.draining, for: limits.body, at: now)
        case .answering, .answeringEarly:
            enter(.closing, for: limits.head, at: now)
            return .closeOutput
        default: return .discard
        }
        return .take
    }

    /// The client sends nothing more. Whoever has said everything may still wait for the answer.
    mutating func inputClosed() -> Action {
        switch state {
        case .awaitingHead, .receiving, .draining: return end()
        case .working, .answering, .answeringEarly: isLast = true
        case .closing, .closed: break
        }
        return .discard
    }

    /// - Returns: `close` when the deadline has passed.
    mutating func looked(at now: NIODeadline) -> Action {
        state != .closed && deadline < now ? end() : .discard
    }

    /// The connection has ended, or must.
    @discardableResult
    mutating func end() -> Action {
        state = .closed
        return .close
    }

    private mutating func enter(_ state: State, for time: TimeAmount, at now: NIODeadline) {
        self.state = state
        deadline = now + time
    }
}
