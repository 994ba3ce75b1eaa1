import NIOCore

/// The state of one HTTP/1.1 connection, and its deadline. Every state has a deadline, so that no client keeps a connection by doing little or nothing.
///
/// A value without a channel and a clock: ``HTTPConnection`` tells it each event with its time, and does what it answers.
struct ConnectionMachine: Equatable {
    enum State: Equatable {
        /// Waits for the head of a request; for the first one, this includes the TLS handshake.
        case awaitingHead
        /// The head has arrived, and its body is arriving.
        case receiving
        /// The whole request has arrived, and the server is making the answer.
        case working
        /// The answer is being sent while the body is still arriving.
        case answeringEarly
        /// The answer is being sent, and the whole request has arrived.
        case answering
        /// The answer has been sent, and the rest of the body is discarded.
        case draining
        /// The last answer has been sent. The client may read it and close the connection.
        case closing
        case closed
    }

    /// The action that an event or a deadline requires.
    enum Action: Equatable {
        case take
        case discard
        /// No more is written; earlier output is still sent.
        case closeOutput
        case close
    }

    let limits: ListenerLimits
    private(set) var state: State
    private(set) var deadline: NIODeadline
    /// The connection ends after the answer, because the client said so, speaks HTTP/1.0, or has closed its side.
    private(set) var isLast = false
    private var bodyOctets = 0

    init(limits: ListenerLimits, at now: NIODeadline) {
        self.limits = limits
        state = .awaitingHead
        deadline = now + limits.head
    }

    /// - Parameter keepsAlive: false after `Connection: close` in any spelling, and for clients older than HTTP/1.1, which wait for the end of the
    /// connection.
    mutating func receivedHead(keepsAlive: Bool, at now: NIODeadline) -> Action {
        guard state == .awaitingHead else { return .discard }
        bodyOctets = 0
        isLast = !keepsAlive
        enter(.receiving, for: limits.body, at: now)
        return .take
    }

    /// A body has one deadline for all its parts: one octet a minute does not count as progress.
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
        // The answer continues, with its deadline.
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

    /// A part is written when the client has taken the previous one.
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

    /// The client sends no more. If its request is complete, it may still wait for the answer.
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

    /// The connection has ended or must end.
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
