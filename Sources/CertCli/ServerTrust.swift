public import CAInterface
package import PKIFormats

/// Whom a client believes to be the server. The server's certificate, its chain, its validity and its name are always verified.
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

    /// These certificates alone, as DER.
    public static func anchors(_ certificates: [[UInt8]]) -> ServerTrust { ServerTrust(kind: .anchors(certificates)) }

    /// The certificates of a PEM or DER file alone.
    /// - Throws: `CAError` with 0x8007000D when there is none in it.
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

    /// The root certificate with this SHA-256 fingerprint alone, as the server prints it: 64 hexadecimal digits, colons and blanks allowed.
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

    /// The server that holds the private key of this certificate, and nobody else: for whoever can read the server's own files.
    ///
    /// The key is the identity, so dates count for nothing: a server whose certificate ended, or was made when the clock was ahead, can still be administered.
    package static func key(of certificate: Certificate) -> ServerTrust {
        ServerTrust(kind: .key(certificate.subjectPublicKeyInfo.derEncoded))
    }

    /// Whether only one server, and not one of many that an anchor vouches for, passes.
    package var isPinned: Bool {
        switch kind {
        case .system, .anchors: false
        case .root, .key: true
        }
    }

    /// The certificates the caller named; none for the system's.
    public var anchorCertificates: [[UInt8]] { if case .anchors(let certificates) = kind { certificates } else { [] } }
}
