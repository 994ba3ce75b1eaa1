import Testing

@testable import CertManagement

@Suite("The life cycle of a smart card")
struct SmartcardMachineTests {
    typealias State = SmartcardMachine.State
    typealias Step = SmartcardMachine.Step

    enum Move: String, CaseIterable {
        case assign, activate, suspend, reinstate, disable, besides, instead, onSameChip, retire, release, reassign

        func make(_ machine: inout SmartcardMachine) throws(SmartcardMachine.IllegalMoveError) -> Step {
            switch self {
            case .assign: try machine.assign()
            case .activate: try machine.activate()
            case .suspend: try machine.suspend()
            case .reinstate: try machine.reinstate()
            case .disable: try machine.disable()
            case .besides: try machine.supersede(.besides)
            case .instead: try machine.supersede(.instead)
            case .onSameChip: try machine.supersede(.onSameChip)
            case .retire: try machine.retire()
            case .release: try machine.release()
            case .reassign: try machine.reassign()
            }
        }
    }

    struct Row: CustomTestStringConvertible {
        let from: State
        let move: Move
        let to: State
        /// Nil means that the move is refused.
        let step: Step?
        var testDescription: String { "\(from) \(move.rawValue)" }
    }

    /// The legal moves. Every other one is refused.
    static let legal: [State: [Move: (State, Step)]] = [
        .new: [.assign: (.assigned, .bind), .retire: (.retired, .retire), .release: (.retired, .release)],
        .assigned: [
            .assign: (.assigned, .nothing), .activate: (.active, .putIntoService), .retire: (.retired, .retire),
            .release: (.retired, .release),
        ],
        .active: [
            .activate: (.active, .nothing), .suspend: (.suspended, .hold), .reinstate: (.active, .nothing),
            .disable: (.disabled, .endService), .besides: (.active, .handOver), .instead: (.disabled, .endService),
            .onSameChip: (.retired, .retire), .retire: (.retired, .retire),
        ],
        .suspended: [
            .suspend: (.suspended, .nothing), .reinstate: (.active, .resume), .disable: (.disabled, .endService),
            .besides: (.suspended, .handOver), .instead: (.disabled, .endService), .onSameChip: (.retired, .retire),
            .retire: (.retired, .retire),
        ],
        .disabled: [
            .disable: (.disabled, .nothing), .besides: (.disabled, .handOver), .instead: (.disabled, .handOver),
            .onSameChip: (.retired, .retire), .retire: (.retired, .retire),
        ],
        .retired: [.retire: (.retired, .nothing), .release: (.retired, .nothing), .reassign: (.retired, .assignAgain)],
    ]

    static let rows: [Row] = State.allCases.flatMap { from in
        Move.allCases.map { move in
            let found = legal[from]?[move]
            return Row(from: from, move: move, to: found?.0 ?? from, step: found?.1)
        }
    }

    @Test("every move from every state of a card leads to the right state, or is refused", arguments: rows)
    func moves(row: Row) throws {
        var machine = SmartcardMachine()
        machine.state = row.from
        if let step = row.step {
            #expect(try row.move.make(&machine) == step)
        } else {
            let refusal = #expect(throws: SmartcardMachine.IllegalMoveError.self) { try row.move.make(&machine) }
            #expect(refusal?.from == row.from.status)
        }
        #expect(machine.state == row.to)
        #expect(machine.isFinal == (row.to == .retired))
    }

    static let flags: [(SmartcardFlags, SmartcardFlags)] = [
        ([], .primary), (.reused, [.reused, .primary]), (.duplicate, .duplicate), (.temporary, .temporary), (.keyEscrow, .keyEscrow),
    ]

    @Test("the current card becomes the primary one; a duplicate, temporary or escrow card does not", arguments: flags)
    func primary(before: SmartcardFlags, after: SmartcardFlags) throws {
        var machine = SmartcardMachine(flags: before)
        _ = try machine.assign()
        _ = try machine.activate()
        #expect(machine.flags == after)
    }

    @Test("a replaced card is superseded and no longer the primary one", arguments: SmartcardMachine.Successor.allCases)
    func superseded(by successor: SmartcardMachine.Successor) throws {
        var machine = SmartcardMachine(flags: .reused)
        _ = try machine.assign()
        _ = try machine.activate()
        _ = try machine.supersede(successor)
        #expect(machine.flags == [.reused, .superseded])
    }

    @Test("card statuses are read as names in any case and as numbers")
    func words() {
        #expect(SmartcardStatus(word: "rEtired") == .retired)
        #expect(SmartcardStatus(word: "6") == .retired)
        #expect(SmartcardStatus(word: "Lost") == nil)
        #expect(SmartcardStatus(rawValue: 77).name == "77")
    }
}
