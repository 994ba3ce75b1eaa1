extension PIVApplication {
    private static let discovery: UInt32 = 0x7E
    /// Printed information, facial image, fingerprints and iris images (SP 800-73-4 part 1 table 2).
    private static let withPIN: Set<UInt32> = [0x5FC109, 0x5FC108, 0x5FC103, 0x5FC121]
    /// Larger than any object of the standard.
    private static let greatestObject = 16_384

    /// SP 800-73-4 part 2 §3.1.2
    func getData(_ command: CardCommand) throws(CardRefusal) -> [UInt8] {
        try requireParameters(command, p1: 0x3F, p2: 0xFF)
        let elements = try TagLengthValue.list(command.data)
        guard elements.count == 1, let name = elements.value(of: 0x5C) else { throw CardRefusal(.wrongData) }
        let tag = try tag(name)
        if tag == Self.discovery { return discovery.bytes }
        if Self.withPIN.contains(tag), !session.isPINVerified { throw CardRefusal(.securityStatusNotSatisfied) }
        guard let content = state[object: tag] else { throw CardRefusal(.notFound) }
        return TagLengthValue(0x53, content).bytes
    }

    /// SP 800-73-4 part 2 §3.3.2. Empty content removes the object.
    mutating func putData(_ command: CardCommand) throws(CardRefusal) -> [UInt8] {
        try requireParameters(command, p1: 0x3F, p2: 0xFF)
        try requireAdministrator()
        let elements = try TagLengthValue.list(command.data)
        guard elements.count == 2, let name = elements.value(of: 0x5C), let content = elements.value(of: 0x53) else {
            throw CardRefusal(.wrongData)
        }
        let tag = try tag(name)
        // The standard's objects, and those in which the tools of YubiKeys keep their own.
        guard (0x5FC101...0x5FC123).contains(tag) || (0x5FFF00...0x5FFF15).contains(tag) else {
            throw CardRefusal(.functionNotSupported)
        }
        guard content.count <= Self.greatestObject else { throw CardRefusal(.notEnoughMemory) }
        state[object: tag] = content.isEmpty ? nil : content
        return []
    }

    private func tag(_ name: [UInt8]) throws(CardRefusal) -> UInt32 {
        guard (1...3).contains(name.count) else { throw CardRefusal(.wrongData) }
        return name.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// SP 800-73-4 part 1 §3.3.2: the PIN of the application is the only one.
    private var discovery: TagLengthValue {
        TagLengthValue(Self.discovery, members: [TagLengthValue(0x4F, Self.identifier), TagLengthValue(0x5F2F, [0x40, 0x00])])
    }
}
