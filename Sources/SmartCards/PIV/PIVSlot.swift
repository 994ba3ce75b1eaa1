/// A place for a key and its certificate. Source: NIST SP 800-73-4 part 1 tables 3 and 4b.
package enum PIVSlot: Hashable, Sendable, CustomStringConvertible {
    case authentication
    case signature
    case keyManagement
    case cardAuthentication
    /// A former key management key, 1 through 20.
    case retired(Int)
    /// The key that attests others, on YubiKeys.
    case attestation

    /// The four of every card, and the twenty for former keys.
    package static let all: [PIVSlot] = main + (1...20).map { .retired($0) }

    package static let main: [PIVSlot] = [.authentication, .signature, .keyManagement, .cardAuthentication]

    package var reference: UInt8 {
        switch self {
        case .authentication: 0x9A
        case .signature: 0x9C
        case .keyManagement: 0x9D
        case .cardAuthentication: 0x9E
        case .retired(let number): 0x81 + UInt8(number)
        case .attestation: 0xF9
        }
    }

    package init?(reference: UInt8) {
        guard let found = (Self.all + [.attestation]).first(where: { $0.reference == reference }) else { return nil }
        self = found
    }

    /// Reads for example `9a`.
    package init?(_ text: String) {
        guard text.count == 2, let reference = UInt8(text, radix: 16) else { return nil }
        self.init(reference: reference)
    }

    /// The tag of the certificate's object.
    package var certificateTag: UInt32 {
        switch self {
        case .authentication: 0x5FC105
        case .signature: 0x5FC10A
        case .keyManagement: 0x5FC10B
        case .cardAuthentication: 0x5FC101
        case .retired(let number): 0x5FC10C + UInt32(number)
        case .attestation: 0x5FFF01
        }
    }

    /// Whether the card wants the PIN again for each use of the key.
    package var wantsPINEachTime: Bool { self == .signature }

    /// Whether the key works without a PIN.
    package var worksWithoutPIN: Bool { self == .cardAuthentication || self == .attestation }

    /// For people.
    package var name: String {
        switch self {
        case .authentication: "PIV authentication"
        case .signature: "digital signature"
        case .keyManagement: "key management"
        case .cardAuthentication: "card authentication"
        case .retired(let number): "former key management \(number)"
        case .attestation: "attestation"
        }
    }

    /// Two hexadecimal digits, for example `9a`.
    package var description: String { String(reference, radix: 16) }
}
