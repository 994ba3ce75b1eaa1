import PKICrypto
import PKIFormats

/// What a new card has in it.
enum FirstContents {
    static func state(_ personality: SoftwarePIVCard.Personality) throws -> CardState {
        let (key, certificate) = try CardAttestation.root()
        let attestor = CardState.Key(
            algorithm: .p256,
            pkcs8: HexOctets(try key.pkcs8()),
            pinPolicy: .never,
            touchPolicy: 1,
            isGenerated: false
        )
        // SP 800-73-4 part 1 appendix A: certificate, "not compressed", and the empty check of errors.
        let wrapped = [TagLengthValue(0x70, certificate), TagLengthValue(0x71, [0x00]), TagLengthValue(0xFE, [])]
        var objects: [UInt32: [UInt8]] = [KeySlot.attestation.certificateTag: wrapped.flatMap(\.bytes)]
        if personality.hasIdentifiers {
            objects[0x5FC102] = cardHolderUniqueIdentifier
            objects[0x5FC107] = cardCapabilities
        }
        return CardState(try personality.first(), objects: objects, keys: [.attestation: attestor])
    }

    /// SP 800-73-4 part 1 §3.1.2, unsigned: the number of a card that no agency issued (agency 9999, system 9999, credential 999999), a
    /// drawn GUID, and 2047-12-31.
    private static var cardHolderUniqueIdentifier: [UInt8] {
        let fascN: [UInt8] = [
            0xD4, 0xE7, 0x39, 0xDA, 0x73, 0x9C, 0xED, 0x39, 0xCE, 0x73, 0x9D, 0x83, 0x68, 0x58, 0x21, 0x08, 0x42, 0x10, 0x84, 0x21, 0xC8,
            0x42, 0x10, 0xC3, 0xEB,
        ]
        return [
            TagLengthValue(0x30, fascN), TagLengthValue(0x34, SecureRandom.bytes(16)), TagLengthValue(0x35, Array("20471231".utf8)),
            TagLengthValue(0x3E, []), TagLengthValue(0xFE, []),
        ].flatMap(\.bytes)
    }

    /// SP 800-73-4 part 1 §3.1.1: registered data model 10, everything else empty.
    private static var cardCapabilities: [UInt8] {
        let identifier: [UInt8] = [0xA0, 0x00, 0x00, 0x03, 0x08, 0xFF, 0x02] + SecureRandom.bytes(14)
        let filled: [TagLengthValue] = [
            TagLengthValue(0xF0, identifier), TagLengthValue(0xF1, [0x21]), TagLengthValue(0xF2, [0x21]), TagLengthValue(0xF3, []),
            TagLengthValue(0xF4, [0x00]), TagLengthValue(0xF5, [0x10]),
        ]
        let empty = [0xF6, 0xF7, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE].map { TagLengthValue($0, []) }
        return (filled + empty).flatMap(\.bytes)
    }
}
