import PKICrypto
package import PKIFormats

/// A card with the PIV application. Source: NIST SP 800-73-4 part 2.
///
/// It runs on a thread of its own, and each method finishes before the next begins: a PIN and the signature it is for are never separated by
/// another caller's commands. The card forgets a presented PIN and management key when it loses power or is selected again.
package actor PIVCard {
    let channel: any CardChannel
    private let thread: CardThread
    private let takesExtendedLengths: Bool
    /// Whether the card answers to the metadata command of YubiKeys; nil before it was asked.
    var knowsMetadata: Bool?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// The card's answer to reset.
    package nonisolated let answerToReset: [UInt8]

    package init(_ channel: any CardChannel) {
        self.channel = channel
        thread = CardThread()
        answerToReset = channel.answerToReset
        takesExtendedLengths = AnswerToReset(channel.answerToReset).takesExtendedLengths
    }

    /// Selects the application. Everything that was presented to the card before is forgotten.
    /// - Throws: ``CardError`` of kind `notPIV` when the card has none.
    package func select() throws(CardError) {
        let answer = try transmit(CommandAPDU(0xA4, 0x04, 0x00, Self.applicationID, expected: 256))
        guard answer.status == .success else {
            throw CardError(
                .notPIV,
                "The card has no PIV application (status \(answer.status)). Use a PIV card, or enable PIV on this one."
            )
        }
    }

    /// Lets go of the card.
    package func close() { channel.close() }

    /// The application identifier of NIST without its version.
    private static let applicationID: [UInt8] = [0xA0, 0x00, 0x00, 0x03, 0x08, 0x00, 0x00, 0x10, 0x00]

    // MARK: Commands

    /// Sends a command in as many pieces as the card needs, and gathers the pieces of its answer.
    func transmit(_ command: CommandAPDU) throws(CardError) -> ResponseAPDU {
        var parts = command.encoded(extended: takesExtendedLengths)
        defer { for index in parts.indices { parts[index].wipe() } }
        for part in parts.dropLast() {
            let answer = try ResponseAPDU(channel.transmit(part))
            guard answer.status == .success else { return answer }
        }
        guard let last = parts.last else { throw CardError(.refused, "An empty command is not sent.") }
        var answer = try ResponseAPDU(channel.transmit(last))
        if let length = answer.status.rightLength, parts.count == 1, command.data.isEmpty {
            answer = try ResponseAPDU(channel.transmit(Array(last.dropLast()) + [length]))
        }
        var data = answer.data
        while let waiting = answer.status.waiting {
            guard data.count <= Self.longestAnswer else {
                throw CardError(.malformed, "The card's answer does not end. Insert the card again.")
            }
            answer = try ResponseAPDU(channel.transmit([0x00, 0xC0, 0x00, 0x00, waiting]))
            data += answer.data
        }
        answer.data = data
        return answer
    }

    /// No answer of a PIV card comes near to this.
    private static let longestAnswer = 1 << 16

    /// Sends a command that must succeed.
    /// - Parameter act: for the error, a verb with what belongs to it.
    @discardableResult
    func perform(_ command: CommandAPDU, to act: String) throws(CardError) -> [UInt8] {
        let answer = try transmit(command)
        guard answer.status == .success else { throw CardError(act, answer.status) }
        return answer.data
    }

    // MARK: Objects

    /// The content of a data object.
    /// - Returns: nil when the card has none.
    package func object(_ tag: UInt32) throws(CardError) -> [UInt8]? {
        let answer = try transmit(CommandAPDU(0xCB, 0x3F, 0xFF, Self.tagList(tag), expected: 65_536))
        if answer.status == .notFound || answer.status.value == 0x6A88 { return nil }
        guard answer.status == .success else { throw CardError("give out the object \(String(tag, radix: 16))", answer.status) }
        guard !answer.data.isEmpty else { return nil }
        return try TagLengthValue.value(0x53, in: answer.data, of: "object \(String(tag, radix: 16))")
    }

    /// Writes a data object; an empty content removes it. The management key must have been presented.
    package func setObject(_ tag: UInt32, _ content: [UInt8]) throws(CardError) {
        try perform(
            CommandAPDU(0xDB, 0x3F, 0xFF, Self.tagList(tag) + TagLengthValue.write(0x53, content)),
            to: "take the object \(String(tag, radix: 16))"
        )
    }

    private static func tagList(_ tag: UInt32) -> [UInt8] {
        var bytes: [UInt8] = []
        for shift in [UInt32(16), 8, 0] where shift == 0 || tag >> shift != 0 { bytes.append(UInt8(truncatingIfNeeded: tag >> shift)) }
        return [0x5C, UInt8(bytes.count)] + bytes
    }

    /// The card's identifier; nil on a card that has none yet.
    package func holderID() throws(CardError) -> CardHolderID? {
        guard let content = try object(CardHolderID.tag), !content.isEmpty else { return nil }
        return try CardHolderID(content)
    }

    package func setHolderID(_ id: CardHolderID) throws(CardError) { try setObject(CardHolderID.tag, id.encoded) }

    /// The certificate of a slot; nil when it has none.
    package func certificate(_ slot: PIVSlot) throws(CardError) -> Certificate? {
        try object(slot.certificateTag).flatMap { content throws(CardError) in try PIVCertificate.read(content) }
    }

    /// Writes a certificate, and reads it back.
    package func setCertificate(_ der: [UInt8], _ slot: PIVSlot) throws(CardError) {
        try setObject(slot.certificateTag, PIVCertificate.write(der))
        guard try certificate(slot)?.derEncoded == der else {
            throw CardError(.failed, "The card did not keep the certificate for slot \(slot). Insert it again and repeat.")
        }
    }

    package func removeCertificate(_ slot: PIVSlot) throws(CardError) { try setObject(slot.certificateTag, []) }
}
