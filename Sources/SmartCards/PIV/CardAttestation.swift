import PKICrypto
package import PKIFormats

/// A certificate that a card made about a key of its own. Source: Yubico, "PIV attestation".
package struct CardAttestation: Sendable {
    package let certificate: Certificate
    /// The certificate of the card's attestation key; nil when the card does not give it out.
    package let signer: Certificate?
    /// Whether that key signed this certificate. Whether it is a key of the maker is for the reader of the chain to judge.
    package let isSignedByCard: Bool
    /// Such as 5.4.3.
    package private(set) var firmwareVersion: String?
    package private(set) var serialNumber: Int?
    /// `never`, `once` or `always`.
    package private(set) var pinPolicy: String?
    /// `never`, `always` or `cached`.
    package private(set) var touchPolicy: String?

    init(_ der: [UInt8], signedBy signer: Certificate?) throws(CardError) {
        do { certificate = try Certificate(derEncoded: der) } catch {
            throw CardError(.malformed, "The card's attestation is not a certificate: \(error).")
        }
        self.signer = signer
        if let signer {
            isSignedByCard = (try? certificate.isSigned(with: signer.subjectPublicKeyInfo)) == true
        } else {
            isSignedByCard = false
        }
        for value in certificate.extensions {
            switch value.oid {
            case "1.3.6.1.4.1.41482.3.3": firmwareVersion = value.value.map { String($0) }.joined(separator: ".")
            case "1.3.6.1.4.1.41482.3.7":
                // An INTEGER of a few octets.
                let octets = value.value.dropFirst(2)
                if value.value.first == 0x02, octets.count <= 7 { serialNumber = octets.reduce(0) { $0 << 8 | Int($1) } }
            case "1.3.6.1.4.1.41482.3.8":
                guard value.value.count == 2 else { continue }
                pinPolicy = [1: "never", 2: "once", 3: "always"][value.value[0]]
                touchPolicy = [1: "never", 2: "always", 3: "cached"][value.value[1]]
            default: break
            }
        }
    }
}
