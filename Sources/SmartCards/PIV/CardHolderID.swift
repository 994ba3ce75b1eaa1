package import PortableFoundation

/// The card holder unique identifier. Its GUID is the card's id. Source: NIST SP 800-73-4 part 1 §3.1.2 and table 8.
package struct CardHolderID: Hashable, Sendable {
    package static let tag: UInt32 = 0x5FC102

    package let guid: UUID
    /// The whole object, as it was read or will be written.
    package let encoded: [UInt8]

    /// Reads the object's content.
    package init(_ content: [UInt8]) throws(CardError) {
        let elements = try TagLengthValue.read(content, of: "card holder identifier")
        guard let octets = elements.first(where: { $0.tag == 0x34 })?.value, octets.count == 16 else {
            throw CardError(
                .malformed,
                "The card's identifier (CHUID) has no GUID of 16 octets. Initialize the card: certreq card enroll writes a new one."
            )
        }
        guid = UUID(textualOrder: octets)
        encoded = content
    }

    /// An identifier for a card that no agency issued: the FASC-N of non-federal issuers, a GUID, an expiration far ahead, and no signature.
    package init(guid: UUID) {
        self.guid = guid
        encoded =
            TagLengthValue.write(0x30, Self.nonFederal) + TagLengthValue.write(0x34, guid.textualOrder)
            + TagLengthValue.write(0x35, Array("20991231".utf8)) + TagLengthValue.write(0x3E, []) + TagLengthValue.write(0xFE, [])
    }

    /// The FASC-N of those outside the federal government: agency code 9999, in its code of five bits for each digit.
    private static let nonFederal: [UInt8] = [
        0xD4, 0xE7, 0x39, 0xDA, 0x73, 0x9C, 0xED, 0x39, 0xCE, 0x73, 0x9D, 0x83, 0x68, 0x58, 0x21, 0x08, 0x42, 0x10, 0x84, 0x21, 0xC8, 0x42,
        0x10, 0xC3, 0xEB,
    ]
}

extension UUID {
    /// From 16 octets in the order of the text form; Windows keeps the first three fields the other way round.
    init(textualOrder octets: [UInt8]) {
        self.init(
            uuid: (
                octets[0], octets[1], octets[2], octets[3], octets[4], octets[5], octets[6], octets[7], octets[8], octets[9], octets[10],
                octets[11], octets[12], octets[13], octets[14], octets[15]
            )
        )
    }

    var textualOrder: [UInt8] { withUnsafeBytes(of: uuid) { Array($0) } }
}
