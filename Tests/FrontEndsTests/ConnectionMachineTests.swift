import NIOCore
import NIOEmbedded
import Testing

@testable import FrontEnds

/// Every row is a sequence of events, and the state, deadline and action after the last of them.
@Suite("The machine of a connection") struct ConnectionMachineTests {
    enum Event: Sendable {
        case head, lastHead, body(Int), end, answer, part, answered, inputClosed, look
    }

    struct Row: Sendable, CustomTestStringConvertible {
        /// Each event with its second.
        let events: [(Int64, Event)]
        let state: ConnectionMachine.State
        /// The deadline in seconds.
        let deadline: Int64
        let action: ConnectionMachine.Action?

        init(_ events: [(Int64, Event)], _ state: ConnectionMachine.State, by deadline: Int64, _ action: ConnectionMachine.Action? = .take)
        {
            self.events = events
            self.state = state
            self.deadline = deadline
            self.action = action
        }

        var testDescription: String { "\(events.map(\.1))" }
    }

    private static let longest = RequestBody.limit + ListenerLimits().drainedOctets

    static let rows = [
        // From the connection on: 30 s for a head, 60 s for a body, 120 s for the server, 60 s for each part of the answer, 120 s for the next head.
        Row([], .awaitingHead, by: 30, nil),
        Row([(31, .look)], .closed, by: 30, .close),
        Row([(30, .look)], .awaitingHead, by: 30, .discard),
        Row([(10, .head)], .receiving, by: 70),
        Row([(10, .head), (11, .end)], .working, by: 131),
        Row([(10, .head), (11, .end), (12, .answer)], .answering, by: 72, nil),
        Row([(10, .head), (11, .end), (12, .answer), (70, .part)], .answering, by: 130, nil),
        Row([(10, .head), (11, .end), (12, .answer), (13, .answered)], .awaitingHead, by: 133),
        Row([(10, .head), (11, .end), (12, .answer), (13, .answered), (20, .head)], .receiving, by: 80),
        Row([(10, .head), (11, .end), (132, .look)], .closed, by: 131, .close),

        // A body has one deadline for all its parts.
        Row([(10, .head), (60, .body(1)), (69, .body(1))], .receiving, by: 70),
        Row([(10, .head), (60, .body(1)), (71, .look)], .closed, by: 70, .close),
        Row([(0, .head), (1, .body(longest))], .receiving, by: 60),
        Row([(0, .head), (1, .body(longest)), (2, .body(1))], .closed, by: 60, .close),

        // Answered early: the end of the body must not remove the deadline.
        Row([(0, .head), (1, .answer), (2, .answered)], .draining, by: 62),
        Row([(0, .head), (1, .answer), (2, .answered), (3, .end)], .awaitingHead, by: 123),
        Row([(0, .head), (1, .answer), (2, .answered), (3, .end), (124, .look)], .closed, by: 123, .close),
        Row([(0, .head), (1, .answer), (2, .answered), (63, .look)], .closed, by: 62, .close),
        Row([(0, .head), (1, .answer), (2, .end)], .answering, by: 61),
        Row([(0, .head), (1, .answer), (2, .end), (3, .answered)], .awaitingHead, by: 123),
        Row([(0, .head), (1, .answer), (2, .answered), (3, .body(longest)), (4, .body(1))], .closed, by: 62, .close),

        // The last answer: input after it is ignored, and the client has 30 s to read it.
        Row([(0, .lastHead), (1, .end), (2, .answer), (3, .answered)], .closing, by: 33, .closeOutput),
        Row([(0, .lastHead), (1, .end), (2, .answer), (3, .answered), (4, .head)], .closing, by: 33, .discard),
        Row([(0, .lastHead), (1, .end), (2, .answer), (3, .answered), (4, .body(9))], .closing, by: 33, .discard),
        Row([(0, .lastHead), (1, .end), (2, .answer), (3, .answered), (4, .end)], .closing, by: 33, .discard),
        Row([(0, .lastHead), (1, .end), (2, .answer), (3, .answered), (34, .look)], .closed, by: 33, .close),
        Row([(0, .lastHead), (1, .answer), (2, .answered)], .closing, by: 32, .closeOutput),

        // A client that closes its side gets the answer to its complete requests, and no more time than others.
        Row([(5, .inputClosed)], .closed, by: 30, .close),
        Row([(0, .head), (5, .inputClosed)], .closed, by: 60, .close),
        Row([(0, .head), (1, .end), (2, .inputClosed)], .working, by: 121, .discard),
        Row([(0, .head), (1, .end), (2, .inputClosed), (3, .answer), (4, .answered)], .closing, by: 34, .closeOutput),
        Row([(0, .head), (1, .end), (2, .answer), (3, .inputClosed), (4, .answered)], .closing, by: 34, .closeOutput),
        Row([(0, .head), (1, .answer), (2, .answered), (3, .inputClosed)], .closed, by: 62, .close),
        Row([(0, .lastHead), (1, .end), (2, .answer), (3, .answered), (4, .inputClosed)], .closing, by: 33, .discard),

        // After the end, events have no effect, and the end is reported once.
        Row([(31, .look), (32, .head)], .closed, by: 30, .discard),
        Row([(31, .look), (32, .look)], .closed, by: 30, .discard),
        Row([(31, .look), (32, .answered)], .closed, by: 30, .discard),
    ]

    @Test("after each story of events the connection is in the right state and has a deadline", arguments: rows)
    func story(_ row: Row) {
        func second(_ number: Int64) -> NIODeadline { .uptimeNanoseconds(1_000_000_000_000) + .seconds(number) }
        var machine = ConnectionMachine(limits: ListenerLimits(), at: second(0))
        var action: ConnectionMachine.Action?
        for (at, event) in row.events {
            let now = second(at)
            switch event {
            case .head: action = machine.receivedHead(keepsAlive: true, at: now)
            case .lastHead: action = machine.receivedHead(keepsAlive: false, at: now)
            case .body(let octets): action = machine.receivedBody(octets: octets)
            case .end: action = machine.receivedEnd(at: now)
            case .answer:
                machine.startedResponse(at: now)
                action = nil
            case .part:
                machine.wrotePart(at: now)
                action = nil
            case .answered: action = machine.finishedResponse(at: now)
            case .inputClosed: action = machine.inputClosed()
            case .look: action = machine.looked(at: now)
            }
        }
        #expect(machine.state == row.state)
        #expect(machine.deadline == second(row.deadline))
        #expect(action == row.action)
    }

    @Test("a closed connection is forgotten, and its timer with it")
    func forgotten() throws {
        let channel = EmbeddedChannel()
        weak var connection: HTTPConnection?
        do {
            let made = HTTPConnection(isSecure: false, limits: ListenerLimits(), peer: nil, at: channel.eventLoop.now)
            connection = made
            try channel.pipeline.syncOperations.addHandler(made)
        }
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.7", port: 1)).wait()
        channel.embeddedEventLoop.advanceTime(by: .seconds(29))
        #expect(channel.isActive && connection != nil)
        channel.embeddedEventLoop.advanceTime(by: .seconds(10))
        #expect(!channel.isActive)
        #expect(connection == nil)
    }

    @Test("after any events in any order, no state lasts longer than 120 s")
    func deadlines() {
        let events: [Event] = [.head, .lastHead, .body(1), .end, .answer, .part, .answered, .inputClosed]
        var generator = SeededGenerator(seed: 7)
        var open = 0
        for _ in 0..<2_000 {
            var now = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
            var machine = ConnectionMachine(limits: ListenerLimits(), at: now)
            for _ in 0..<20 {
                now = now + .seconds(Int64.random(in: 0...20, using: &generator))
                switch events.randomElement(using: &generator) ?? .look {
                case .head: _ = machine.receivedHead(keepsAlive: true, at: now)
                case .lastHead: _ = machine.receivedHead(keepsAlive: false, at: now)
                case .body(let octets): _ = machine.receivedBody(octets: octets)
                case .end: _ = machine.receivedEnd(at: now)
                case .answer: machine.startedResponse(at: now)
                case .part: machine.wrotePart(at: now)
                case .answered: _ = machine.finishedResponse(at: now)
                case .inputClosed: _ = machine.inputClosed()
                case .look: break
                }
                guard machine.state != .closed else { break }
                open += 1
                #expect(machine.deadline <= now + .seconds(120))
                var later = machine
                #expect(later.looked(at: now + .seconds(121)) == .close)
            }
        }
        #expect(open > 10_000)
    }
}

/// SplitMix64: the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
