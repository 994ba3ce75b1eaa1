import PKICrypto

extension PIVApplication {
    private static let pinReference: UInt8 = 0x80
    private static let pukReference: UInt8 = 0x81

    /// SP 800-73-4 part 2 §3.2.1. An empty body asks for the state; P1 FF forgets that the PIN was verified.
    mutating func verify(_ command: CardCommand) throws(CardRefusal) -> [UInt8] {
        guard command.p1 == 0x00 || command.p1 == 0xFF else { throw CardRefusal(.wrongParameters) }
        guard command.p2 == Self.pinReference || command.p2 == Self.pukReference else { throw CardRefusal(.referenceNotFound) }
        if command.p1 == 0xFF {
            guard command.data.isEmpty, command.p2 == Self.pinReference else { throw CardRefusal(.wrongParameters) }
            session.isPINVerified = false
            return []
        }
        if command.data.isEmpty {
            if command.p2 == Self.pinReference, session.isPINVerified { return [] }
            throw Self.state(command.p2 == Self.pinReference ? state.pin : state.puk)
        }
        // The standard has no verification of the PUK.
        guard command.p2 == Self.pinReference else { throw CardRefusal(.referenceNotFound) }
        if state.pin.left == 0 {
            session.isPINVerified = false
            throw CardRefusal(.authenticationMethodBlocked)
        }
        guard let pin = CardPIN(padded: command.data) else { throw CardRefusal(.wrongData) }
        session.isPINVerified = false
        try Self.compare(pin.padded, with: &state.pin)
        session.isPINVerified = true
        session.isPINFresh = true
        return []
    }

    /// SP 800-73-4 part 2 §3.2.2
    mutating func changeReferenceData(_ command: CardCommand) throws(CardRefusal) -> [UInt8] {
        guard command.p1 == 0x00 else { throw CardRefusal(.wrongParameters) }
        guard command.data.count == 16 else { throw CardRefusal(.wrongData) }
        let (old, new) = (Array(command.data.prefix(8)), command.data.suffix(8))
        switch command.p2 {
        case Self.pinReference:
            guard let new = CardPIN(padded: new) else { throw CardRefusal(.wrongData) }
            session.isPINVerified = false
            try Self.compare(old, with: &state.pin)
            Self.replace(&state.pin, by: new.padded)
            session.isPINVerified = true
        case Self.pukReference:
            guard let new = CardPUK(padded: new) else { throw CardRefusal(.wrongData) }
            try Self.compare(old, with: &state.puk)
            Self.replace(&state.puk, by: new.padded)
        default: throw CardRefusal(.referenceNotFound)
        }
        return []
    }

    /// SP 800-73-4 part 2 §3.2.3: the PUK gives the PIN a new value and all its tries. Whether the PIN is verified stays as it is, unless
    /// the PUK was wrong.
    mutating func resetRetryCounter(_ command: CardCommand) throws(CardRefusal) -> [UInt8] {
        guard command.p1 == 0x00 else { throw CardRefusal(.wrongParameters) }
        guard command.p2 == Self.pinReference else { throw CardRefusal(.referenceNotFound) }
        guard command.data.count == 16, let new = CardPIN(padded: command.data.suffix(8)) else { throw CardRefusal(.wrongData) }
        do throws(CardRefusal) {
            try Self.compare(Array(command.data.prefix(8)), with: &state.puk)
        } catch {
            session.isPINVerified = false
            throw error
        }
        Self.replace(&state.pin, by: new.padded)
        return []
    }

    /// The extension FA of YubiKeys: other numbers of tries, with which PIN and PUK get their first values again.
    mutating func setTries(_ command: CardCommand) throws(CardRefusal) -> [UInt8] {
        try requireAdministrator()
        guard session.isPINVerified else { throw CardRefusal(.securityStatusNotSatisfied) }
        guard command.p1 > 0, command.p2 > 0 else { throw CardRefusal(.wrongParameters) }
        state.pin = CardState.Secret(state.first.pin.bytes, limit: Int(command.p1))
        state.puk = CardState.Secret(state.first.puk.bytes, limit: Int(command.p2))
        session.isPINVerified = false
        return []
    }

    private static func compare(_ given: [UInt8], with secret: inout CardState.Secret) throws(CardRefusal) {
        guard secret.left > 0 else { throw CardRefusal(.authenticationMethodBlocked) }
        guard given.isSameSecret(as: secret.value.bytes) else {
            secret.left -= 1
            throw CardRefusal(.triesLeft(secret.left))
        }
        secret.left = secret.limit
    }

    private static func replace(_ secret: inout CardState.Secret, by value: [UInt8]) {
        secret.value = HexOctets(value)
        secret.left = secret.limit
        secret.isFirst = false
    }

    private static func state(_ secret: CardState.Secret) -> CardRefusal {
        CardRefusal(secret.left == 0 ? .authenticationMethodBlocked : .triesLeft(secret.left))
    }
}
