public import CAInterface
package import PKIFormats

/// The servers that a client believes. The server's certificate, its chain, its validity and its name are always verified.
public struct ServerTrust: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case system
        case anchors([[UInt8]])
        case root(sha256: [UInt8])
        /// DER of the SubjectPublicKeyInfo.
        case key([UInt8])
    }

    let kind: Kind

    /// The anchors of this system.
    public static let system = ServerTrust(kind: .system)

    /// Only these certificates, as DER.
    public static func anchors(_ certificates: [[UInt8]]) -> ServerTrust { ServerTrust(kind: .anchors(certificates)) }

    /// Only the certificates of a PEM or DER file.
    /// - Throws: `CAError` with 0x8007000D when the file contains none.
    public static func anchors(file: [UInt8]) throws(CAError) -> ServerTrust {
        let found: [[UInt8]]
        do {
            if let text = EncodedInput.text(from: file), case let documents = try PEMDocument.parse(text), !documents.isEmpty {
                found = try documents.compactMap { document throws(FormatError) in try document.certificate() }
            } else {
                found = [file]
            }
            for certificate in found { _ = try Certificate(derEncoded: certificate) }
        } catch {
            throw CAError(
                .malformed,
                status: .invalidData,
                "The trust file holds no readable certificate: \(error). Give PEM or DER certificates."
            )
        }
        guard !found.isEmpty else {
            throw CAError(.malformed, status: .invalidData, "The trust file holds no certificate. Give PEM or DER certificates.")
        }
        return ServerTrust(kind: .anchors(found))
    }

    /// Only the root certificate with this SHA-256 fingerprint, in the form that the server prints: 64 hexadecimal digits, colons and
    /// blanks allowed.
    ///
    /// The server must send the root with its chain; the certificate with the fingerprint then becomes the only anchor.
    /// - Throws: `CAError` with 0x80070057 for anything else.
    public static func root(fingerprint: String) throws(CAError) -> ServerTrust {
        guard let bytes = try? Hex.decode(fingerprint), bytes.count == 32 else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "\"\(fingerprint)\" is not a SHA-256 fingerprint: 64 hexadecimal digits are needed, as the server prints them at its start."
            )
        }
        return root(sha256: bytes)
    }

    static func root(sha256 fingerprint: [UInt8]) -> ServerTrust { ServerTrust(kind: .root(sha256: fingerprint)) }

    /// Only the server that holds the private key of this certificate, for programs that can read the server's own files.
    ///
    /// The key is the identity, and dates are ignored: a server whose certificate expired, or was made while the clock was ahead, can still
    /// be administered.
    package static func key(of certificate: Certificate) -> ServerTrust {
        ServerTrust(kind: .key(certificate.subjectPublicKeyInfo.derEncoded))
    }

    /// Whether only one server is believed, and not any of the many that an anchor vouches for.
    package var isPinned: Bool {
        switch kind {
        case .system, .anchors: false
        case .root, .key: true
        }
    }

    /// The certificates that the caller named; empty for the system's.
    public var anchorCertificates: [[UInt8]] { if case .anchors(let certificates) = kind { certificates } else { [] } }
}
