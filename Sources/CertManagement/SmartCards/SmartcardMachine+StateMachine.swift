// A move to the state that the card has is `.nothing`: the update of the status and the completion of the request may both make it.
extension SmartcardMachine {
    /// A request takes the chip.
    package mutating func assign() throws(IllegalMoveError) -> Step {
        switch state {
        case .new:
            state = .assigned
            return .bind
        case .assigned:
            return .nothing
        case .active, .suspended, .disabled, .retired:
            throw IllegalMoveError(from: status, move: "be assigned")
        }
    }

    /// The request that bound it is completed. The current card, neither a duplicate nor a temporary one, becomes the primary one.
    package mutating func activate() throws(IllegalMoveError) -> Step {
        switch state {
        case .assigned:
            state = .active
            if flags.isDisjoint(with: [.duplicate, .temporary, .keyEscrow]) { flags.insert(.primary) }
            return .putIntoService
        case .active:
            return .nothing
        case .new, .suspended, .disabled, .retired:
            throw IllegalMoveError(from: status, move: "become active")
        }
    }

    package mutating func suspend() throws(IllegalMoveError) -> Step {
        switch state {
        case .active:
            state = .suspended
            return .hold
        case .suspended:
            return .nothing
        case .new, .assigned, .disabled, .retired:
            throw IllegalMoveError(from: status, move: "be suspended")
        }
    }

    package mutating func reinstate() throws(IllegalMoveError) -> Step {
        switch state {
        case .suspended:
            state = .active
            return .resume
        case .active:
            return .nothing
        case .new, .assigned, .disabled, .retired:
            throw IllegalMoveError(from: status, move: "be reinstated")
        }
    }

    /// All certificates of the card are revoked.
    package mutating func disable() throws(IllegalMoveError) -> Step {
        switch state {
        case .active, .suspended:
            state = .disabled
            return .endService
        case .disabled:
            return .nothing
        case .new, .assigned, .retired:
            throw IllegalMoveError(from: status, move: "be disabled")
        }
    }

    /// A newer card takes its place.
    package mutating func supersede(_ successor: Successor) throws(IllegalMoveError) -> Step {
        switch state {
        case .active, .suspended, .disabled:
            flags.insert(.superseded)
            flags.remove(.primary)
            switch successor {
            case .besides: return .handOver
            case .instead:
                guard state != .disabled else { return .handOver }
                state = .disabled
                return .endService
            case .onSameChip:
                state = .retired
                return .retire
            }
        case .new, .assigned, .retired:
            throw IllegalMoveError(from: status, move: "be replaced")
        }
    }

    /// The end of its life.
    package mutating func retire() throws(IllegalMoveError) -> Step {
        switch state {
        case .new, .assigned, .active, .suspended, .disabled:
            state = .retired
            return .retire
        case .retired:
            return .nothing
        }
    }

    /// The request that bound it ended without a card.
    package mutating func release() throws(IllegalMoveError) -> Step {
        switch state {
        case .new, .assigned:
            state = .retired
            return .release
        case .retired:
            return .nothing
        case .active, .suspended, .disabled:
            throw IllegalMoveError(from: status, move: "be released")
        }
    }

    /// The chip is issued again. This assignment stays as it is.
    package func reassign() throws(IllegalMoveError) -> Step {
        switch state {
        case .retired:
            return .assignAgain
        case .new, .assigned, .active, .suspended, .disabled:
            throw IllegalMoveError(from: status, move: "be issued again")
        }
    }
}
