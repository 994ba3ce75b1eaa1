import PKICrypto

extension PIVCard {
    /// Octets of a PIN on a card; shorter ones are filled up with FF. Source: NIST SP 800-73-4 part 2 §2.4.3.
    private static let length = 8

    /// Presents the PIN.
    /// - Throws: ``CardError`` of kind `wrong` with the attempts that are left, or `blocked`.
    package func verify(pin: [UInt8]) throws(CardError) {
        var data = try Self.padded(pin, .pin)
        defer { data.wipe() }
        try present(0x20, 0x00, .pin, &data)
    }

    /// The attempts left for a PIN or PUK; nil when the card does not say. Asking costs none.
    package func attemptsLeft(_ reference: PINReference) throws(CardError) -> Int? {
        if let row = try metadata(reference.rawValue), let left = row.attemptsLeft { return left }
        // VERIFY without data says it for the PIN; after the PIN was presented, some cards say only that.
        guard reference == .pin else { return nil }
        return try transmit(CommandAPDU(0x20, 0x00, reference.rawValue)).status.attemptsLeft
    }

    /// Changes the PIN or the PUK.
    /// - Throws: ``CardError`` of kind `wrong` or `blocked` about the old value.
    package func change(_ reference: PINReference, from old: [UInt8], to new: [UInt8]) throws(CardError) {
        var (first, second) = (try Self.padded(old, reference), try Self.padded(new, reference))
        var data = first + second
        defer {
            first.wipe()
            second.wipe()
            data.wipe()
        }
        try present(0x24, 0x00, reference, &data)
    }

    /// Sets a new PIN with the PUK, and its counter to the start.
    /// - Throws: ``CardError`` of kind `wrong` or `blocked` about the PUK.
    package func resetPIN(puk: [UInt8], to new: [UInt8]) throws(CardError) {
        var (first, second) = (try Self.padded(puk, .puk), try Self.padded(new, .pin))
        var data = first + second
        defer {
            first.wipe()
            second.wipe()
            data.wipe()
        }
        try present(0x2C, 0x00, .pin, &data, about: .puk)
    }

    /// Sets a new PIN after the management key was presented, on cards that allow it (ISO/IEC 7816-4 §11.6.10 with P1 2).
    /// - Returns: false on a card that wants the PUK.
    package func resetPIN(to new: [UInt8]) throws(CardError) -> Bool {
        var data = try Self.padded(new, .pin)
        defer { data.wipe() }
        return try secret(0x2C, 0x02, PINReference.pin.rawValue, &data) == .success
    }

    private func present(
        _ instruction: UInt8,
        _ p1: UInt8,
        _ reference: PINReference,
        _ data: inout [UInt8],
        about: PINReference? = nil
    ) throws(CardError) {
        let status = try secret(instruction, p1, reference.rawValue, &data)
        guard status != .success else { return }
        let asked = about ?? reference
        guard let left = status.attemptsLeft else { throw CardError("accept the \(asked.name)", status) }
        let way =
            asked == .pin
            ? "Unblock it with the PUK or by your help desk: certreq card unblock." : "The card must be set up again: certreq card retire."
        throw left == 0
            ? CardError(.blocked(asked), "The \(asked.name) is blocked: too many wrong ones were given. \(way)")
            : CardError(
                .wrong(asked, attemptsLeft: left),
                "The \(asked.name) is wrong. \(left) \(left == 1 ? "attempt is" : "attempts are") left before the card blocks it."
            )
    }

    /// Sends a command whose data is secret, from a buffer that is overwritten.
    private func secret(_ instruction: UInt8, _ p1: UInt8, _ p2: UInt8, _ data: inout [UInt8]) throws(CardError) -> StatusWord {
        var command: [UInt8] = []
        command.reserveCapacity(5 + data.count)
        command += [0x00, instruction, p1, p2, UInt8(data.count)]
        command += data
        defer { command.wipe() }
        return try ResponseAPDU(channel.transmit(command)).status
    }

    private static func padded(_ secret: [UInt8], _ reference: PINReference) throws(CardError) -> [UInt8] {
        let least = reference == .pin ? 6 : length
        guard (least...length).contains(secret.count), !secret.contains(0xFF) else {
            throw CardError(
                .refused,
                "A \(reference.name) has \(reference == .pin ? "6 to 8" : "8") characters, which for most cards are digits. This one was not sent to the card. Give another."
            )
        }
        return secret + [UInt8](repeating: 0xFF, count: length - secret.count)
    }
}
