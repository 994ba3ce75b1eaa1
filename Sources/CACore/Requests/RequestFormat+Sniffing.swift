package import CAInterface

extension RequestFormat {
    /// The format in words, for messages.
    package var title: String {
        switch self {
        case .any: "of an unknown kind"
        case .pkcs10: "PKCS #10"
        case .keygen: "a KEYGEN request"
        case .pkcs7: "a CMS message (PKCS #7 or CMC)"
        case .cmc: "a CMC message"
        default: "of the unknown format \(rawValue)"
        }
    }

    /// Recognizes the format by its first elements, and compares it with the caller's claim.
    /// - Throws: `CAError.malformed` with 0x80091004 when the bytes are not a request, or not of the announced format.
    package static func format(of bytes: [UInt8], claimed: RequestFormat) throws -> RequestFormat {
        guard let found = sniff(bytes) else {
            throw CAError(
                .malformed,
                status: .invalidMessageType,
                bytes.isEmpty
                    ? "The request is empty."
                    : "The bytes are not a certificate request: they do not begin like PKCS #10, CMS or KEYGEN in DER."
            )
        }
        let agrees = claimed == .any || claimed == found || (claimed == .cmc && found == .pkcs7)
        guard agrees else {
            throw CAError(.malformed, status: .invalidMessageType, "The request was announced as \(claimed.title) but is \(found.title).")
        }
        return claimed == .any ? found : claimed
    }

    /// PKCS#10 is SEQUENCE { SEQUENCE { INTEGER …; CMS is SEQUENCE { OBJECT IDENTIFIER …; KEYGEN is SEQUENCE { SEQUENCE { SEQUENCE ….
    private static func sniff(_ bytes: [UInt8]) -> RequestFormat? {
        guard let first = content(of: bytes, at: 0, tag: 0x30), first < bytes.count else { return nil }
        if bytes[first] == 0x06 { return .pkcs7 }
        guard let second = content(of: bytes, at: first, tag: 0x30), second < bytes.count else { return nil }
        switch bytes[second] {
        case 0x02: return .pkcs10
        case 0x30: return .keygen
        default: return nil
        }
    }

    /// The index of the first content octet of the element at `index`.
    private static func content(of bytes: [UInt8], at index: Int, tag: UInt8) -> Int? {
        guard index + 1 < bytes.count, bytes[index] == tag else { return nil }
        let length = bytes[index + 1]
        return length < 0x80 ? index + 2 : index + 2 + Int(length & 0x7F)
    }
}
