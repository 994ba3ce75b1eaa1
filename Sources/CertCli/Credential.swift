import PKICrypto
import PKIFormats

/// The identity with which a client asks. A description never contains the secret.
public struct Credential: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    enum Kind: Sendable {
        case anonymous
        case password(name: String, secret: String)
        /// DER of the certificate and its issuers, and the PKCS #8 DER of the key.
        case certificate(chain: [[UInt8]], key: [UInt8])
    }

    let kind: Kind

    /// No sign-in: for the parts that a server shows to everybody.
    public static let anonymous = Credential(kind: .anonymous)

    /// An account name (with or without `DOMAIN\`, or a user principal name) and its password, sent by HTTP Basic inside TLS.
    public static func password(_ name: String, _ secret: String) -> Credential { Credential(kind: .password(name: name, secret: secret)) }

    /// A client certificate.
    /// - Parameters:
    ///   - chain: DER, the certificate first, then its issuers if the server may need them.
    ///   - key: DER of the PKCS #8 PrivateKeyInfo.
    public static func certificate(_ chain: [[UInt8]], key: [UInt8]) -> Credential {
        Credential(kind: .certificate(chain: chain, key: key))
    }

    /// The kind and the name, e.g. `password of alice`.
    public var description: String {
        switch kind {
        case .anonymous: "no credential"
        case .password(let name, _): "password of \(name)"
        case .certificate: "client certificate"
        }
    }

    public var debugDescription: String { description }

    /// Whether nobody signs in.
    package var isAnonymous: Bool { if case .anonymous = kind { true } else { false } }

    /// A text that is equal for the same account and contains no secret: the name, or the client certificate's SHA-256.
    package var identity: String {
        switch kind {
        case .anonymous: ""
        case .password(let name, _): name.lowercased()
        case .certificate(let chain, _): Hex.encode(Digest.sha256(chain.first ?? []))
        }
    }
}
