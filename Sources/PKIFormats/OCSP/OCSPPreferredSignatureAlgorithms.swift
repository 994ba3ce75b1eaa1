/// RFC 6960 §4.4.7
///
///     PreferredSignatureAlgorithms ::= SEQUENCE OF PreferredSignatureAlgorithm
///     PreferredSignatureAlgorithm ::= SEQUENCE {
///         sigIdentifier        AlgorithmIdentifier,
///         pubKeyAlgIdentifier  SMIMECapability OPTIONAL }
///
/// In a request: the algorithms the client would like the response to be signed with, the most wanted first.
public struct OCSPPreferredSignatureAlgorithms: CertificateExtensionValue {
    /// One algorithm.
    public struct Preference: Hashable, Sendable {
        /// The signature algorithm.
        public let signature: AlgorithmIdentifier
        /// The kind of key, for example an EC key on one curve; `nil` for any. An SMIMECapability is built like an AlgorithmIdentifier.
        public let key: AlgorithmIdentifier?

        /// Creates a preference.
        public init(signature: AlgorithmIdentifier, key: AlgorithmIdentifier? = nil) {
            self.signature = signature
            self.key = key
        }
    }

    /// 1.3.6.1.5.5.7.48.1.8
    public static let oid = OID.OCSP.preferredSignatureAlgorithms

    /// The algorithms, the most wanted first.
    public let preferences: [Preference]

    /// Creates the value.
    public init(_ preferences: [Preference]) {
        self.preferences = preferences
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        var preferences: [Preference] = []
        for member in try DERElement(parsing: value, structure: "PreferredSignatureAlgorithms").members() {
            var fields = try member.fields(of: "PreferredSignatureAlgorithm")
            let signature = try AlgorithmIdentifier(fields.next("sigIdentifier"))
            let key = fields.isAtEnd ? nil : try AlgorithmIdentifier(fields.next("pubKeyAlgIdentifier"))
            try fields.finish()
            preferences.append(Preference(signature: signature, key: key))
        }
        self.preferences = preferences
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                for preference in preferences {
                    writer.writeSequence { writer in
                        writer.writeRaw(preference.signature.derEncoded)
                        if let key = preference.key { writer.writeRaw(key.derEncoded) }
                    }
                }
            }
        }
    }
}
