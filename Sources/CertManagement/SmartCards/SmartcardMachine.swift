/// The life cycle of one assignment of a card: pure, no clock and no store. `SmartcardMachine+StateMachine.swift` has the moves; who makes one
/// performs the step that it returns.
///
/// Source: "SmartcardStatus Enumeration", "SmartcardFlags Enumeration", "Configuring FIM CM for Temporary Smart Cards". A chip that is
/// issued again gets a new assignment, and its old one stays retired.
package struct SmartcardMachine: Hashable, Sendable {
    enum State: CaseIterable, Hashable, Sendable { case new, assigned, active, suspended, disabled, retired }

    var state: State
    package var flags: SmartcardFlags

    /// An assignment that waits for its request.
    /// - Parameter flags: how it came about: `.duplicate`, `.temporary`, `.reused`, `.keyEscrow`.
    package init(flags: SmartcardFlags = []) {
        state = .new
        self.flags = flags
    }

    /// The machine of a stored card; nil for a status that this version does not know.
    package init?(_ card: Smartcard) {
        guard let state = State.allCases.first(where: { $0.status == card.status }) else { return nil }
        self.state = state
        flags = card.flags
    }

    /// The step to perform after a move.
    package enum Step: Hashable, Sendable {
        /// Record that the chip waits for the request.
        case bind
        /// Record that the card works.
        case putIntoService
        /// Put the card's certificates on hold.
        case hold
        /// Take the hold from them.
        case resume
        /// Revoke as the policy says.
        case endService
        /// Record that a newer card has taken its place; it stays in its state.
        case handOver
        /// Record that its life is over, and revoke as the policy says.
        case retire
        /// Record that the request which bound the chip ended without a card, so that the chip is free again.
        case release
        /// Make a new assignment for the chip.
        case assignAgain
        /// The same fact has been recorded before.
        case nothing
    }

    /// What becomes of a card that a newer one replaces.
    package enum Successor: CaseIterable, Hashable, Sendable {
        /// The newer one is on another chip, and this card works on.
        case besides
        /// The newer one is on another chip, and this card is disabled.
        case instead
        /// The newer one is on the same chip.
        case onSameChip
    }

    /// The state does not allow the move.
    package struct IllegalMoveError: Error, Hashable, Sendable {
        package let from: SmartcardStatus
        package let move: String
    }

    package var status: SmartcardStatus { state.status }
    package var isFinal: Bool { state == .retired }
}

extension SmartcardMachine.State {
    var status: SmartcardStatus {
        switch self {
        case .new: .new
        case .assigned: .assigned
        case .active: .active
        case .suspended: .suspended
        case .disabled: .disabled
        case .retired: .retired
        }
    }
}

extension Smartcard {
    /// Makes a move: the card gets the status and the flags that follow, and no new revision.
    package mutating func move(
        _ make: (inout SmartcardMachine) throws(SmartcardMachine.IllegalMoveError) -> SmartcardMachine.Step
    ) throws(ManagementError) -> SmartcardMachine.Step {
        guard var machine = SmartcardMachine(self) else {
            throw ManagementError(
                .requestStateInvalid,
                "The smart card has the status \(status.rawValue), which this version does not know. Upgrade the server."
            )
        }
        let step: SmartcardMachine.Step
        do throws(SmartcardMachine.IllegalMoveError) { step = try make(&machine) } catch { throw ManagementError.wrongState(error) }
        status = machine.status
        flags = machine.flags
        if step == .release { wasReleased = true }
        return step
    }
}

extension SmartcardStatus {
    static let names: [(name: String, status: SmartcardStatus)] = [
        ("None", .none), ("New", .new), ("Assigned", .assigned), ("Active", .active), ("Disabled", .disabled), ("Suspended", .suspended),
        ("Retired", .retired),
    ]

    /// Reads the case-insensitive name or the number; nil for anything else.
    package init?(word: String) {
        let wanted = word.lowercased()
        let found = Self.names.first { $0.name.lowercased() == wanted } ?? Self.names.first { String($0.status.rawValue) == wanted }
        guard let found else { return nil }
        self = found.status
    }

    /// `Active`, …; the number for an unknown one.
    package var name: String { Self.names.first { $0.status == self }?.name ?? String(rawValue) }
}

extension ManagementError {
    static func wrongState(_ move: SmartcardMachine.IllegalMoveError) -> ManagementError {
        ManagementError(
            .requestStateInvalid,
            "The smart card is \(move.from.name) and cannot \(move.move) in that state. Read the card again."
        )
    }
}
