/// The application of the card: whole commands in, whole responses out (NIST SP 800-73-4 part 2 §3, and the extensions of YubiKeys).
struct PIVApplication: Sendable {
    var state: CardState
    var session = CardSession()

    /// RID and PIX of the application with its version (SP 800-73-4 part 1 §2.2).
    static let identifier: [UInt8] = [0xA0, 0x00, 0x00, 0x03, 0x08, 0x00, 0x00, 0x10, 0x00, 0x01, 0x00]
    private static let registeredProviderByteCount = 5

    /// Carries out one command. What it changed stays changed when it refuses: a wrong PIN costs a try.
    mutating func perform(_ command: CardCommand) throws(CardRefusal) -> [UInt8] {
        // Both are for the very next command only.
        let isPINFresh = session.isPINFresh
        session.isPINFresh = false
        let expectation = session.expectation
        session.expectation = nil

        if command.instruction == 0xA4 { return try select(command) }
        guard session.isSelected else { throw CardRefusal(.instructionNotSupported) }
        switch command.instruction {
        case 0xCB: return try getData(command)
        case 0xDB: return try putData(command)
        case 0x20: return try verify(command)
        case 0x24: return try changeReferenceData(command)
        case 0x2C: return try resetRetryCounter(command)
        case 0x47: return try generateKeyPair(command)
        case 0x87 where command.p2 == 0x9B: return try authenticateManagement(command, expectation: expectation)
        case 0x87: return try useKey(command, isPINFresh: isPINFresh)
        case 0xF7: return try metadata(command)
        case 0xF8: return try serialNumber(command)
        case 0xF9: return try attest(command)
        case 0xFA: return try setTries(command)
        case 0xFB: return try resetToFirst(command)
        case 0xFD: return try version(command)
        case 0xFE: return try importKey(command)
        case 0xFF: return try setManagementKey(command)
        default: throw CardRefusal(.instructionNotSupported)
        }
    }

    /// SP 800-73-4 part 2 §3.1.1. Selecting the application again leaves the security status as it is; so does a name that the card does
    /// not know.
    private mutating func select(_ command: CardCommand) throws(CardRefusal) -> [UInt8] {
        guard command.p1 == 0x04, command.p2 == 0x00 else { throw CardRefusal(.wrongParameters) }
        guard command.data.count >= Self.registeredProviderByteCount, Self.identifier.starts(with: command.data) else {
            throw CardRefusal(.notFound)
        }
        session.isSelected = true
        let provider = Self.identifier.prefix(Self.registeredProviderByteCount)
        return TagLengthValue(
            0x61,
            members: [
                TagLengthValue(0x4F, Array(Self.identifier.dropFirst(Self.registeredProviderByteCount))),
                TagLengthValue(0x79, members: [TagLengthValue(0x4F, Array(provider))]),
                TagLengthValue(0x50, Array("Software PIV card".utf8)),
            ]
        ).bytes
    }

    func requireAdministrator() throws(CardRefusal) {
        guard session.isAdministrator else { throw CardRefusal(.securityStatusNotSatisfied) }
    }

    func requireParameters(_ command: CardCommand, p1: UInt8, p2: UInt8) throws(CardRefusal) {
        guard command.p1 == p1, command.p2 == p2 else { throw CardRefusal(.wrongParameters) }
    }
}
