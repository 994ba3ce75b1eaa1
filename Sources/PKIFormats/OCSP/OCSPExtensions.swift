#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 9654 §2.1 (which replaces RFC 6960 §4.4.1)
///
///     Nonce ::= OCTET STRING (SIZE (1..128))
///
/// Ties a response to one request. New requests should carry 32 octets.
public struct OCSPNonce: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.48.1.2
    public static let oid = OID.Extensions.ocspNonce

    /// The allowed numbers of octets.
    public static let lengths = 1...128

    /// The octets.
    public let bytes: [UInt8]

    /// Creates a nonce.
    /// - Parameter bytes: 1 through 128 octets from a secure random source; 32 are recommended. Beyond 128 they are cut off.
    public init(_ bytes: [UInt8]) {
        self.bytes = Array(bytes.prefix(Self.lengths.upperBound))
    }

    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "Nonce")
        bytes = try element.octetString()
        guard Self.lengths.contains(bytes.count) else { throw element.fail("a nonce has 1 through 128 octets, this has \(bytes.count)") }
    }

    public var value: [UInt8] { DERWriter.encode(capacity: bytes.count + 4) { $0.writeOctetString(bytes) } }
}

/// RFC 6960 §4.4.2
///
///     CrlID ::= SEQUENCE {
///         crlUrl   [0] EXPLICIT IA5String OPTIONAL,
///         crlNum   [1] EXPLICIT INTEGER OPTIONAL,
///         crlTime  [2] EXPLICIT GeneralizedTime OPTIONAL }
///
/// The revocation list on which an answer (good, or no longer on hold) is based.
public struct OCSPCRLReference: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.48.1.3
    public static let oid = OID.OCSP.crlReference

    /// The URL of the list.
    public let url: String?
    /// The number of the list, big-endian without leading zeros.
    public let number: [UInt8]?
    /// The time at which the list was made.
    public let time: Date?

    public init(url: String? = nil, number: UInt64? = nil, time: Date? = nil) {
        self.url = url
        self.number = number.map { CRLNumber($0).bytes }
        self.time = time
    }

    public init(value: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: value, structure: "CrlID").fields()
        url = try fields.optional(context: 0, "crlUrl")?.explicitContent(0).ia5String()
        number = try fields.optional(context: 1, "crlNum")?.explicitContent(1).unsignedInteger()
        time = try fields.optional(context: 2, "crlTime")?.explicitContent(2).generalizedTime()
        try fields.finish()
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                if let url { writer.writeExplicit(0) { $0.writeIA5String(url) } }
                if let number { writer.writeExplicit(1) { $0.writeInteger(unsigned: number) } }
                if let time { writer.writeExplicit(2) { $0.writeGeneralizedTime(time) } }
            }
        }
    }
}

/// RFC 6960 §4.4.3
///
///     AcceptableResponses ::= SEQUENCE OF OBJECT IDENTIFIER
///
/// The response types that a client understands.
public struct OCSPAcceptableResponses: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.48.1.4
    public static let oid = OID.OCSP.acceptableResponses

    /// The types, in order.
    public let types: [OID]

    public init(_ types: [OID] = [OID.OCSP.basicResponse]) {
        self.types = types
    }

    public init(value: [UInt8]) throws(FormatError) {
        types = try DERElement(parsing: value, structure: "AcceptableResponses").list(of: OID.init)
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 24) { writer in
            writer.writeSequence(of: types) { $1.writeOID($0) }
        }
    }
}

/// RFC 6960 §4.4.4
///
///     ArchiveCutoff ::= GeneralizedTime
///
/// The responder still answers for certificates that expired after this moment.
public struct OCSPArchiveCutoff: GeneralizedTimeValue {
    /// 1.3.6.1.5.5.7.48.1.6
    public static let oid = OID.OCSP.archiveCutoff
    public static let grammarName = "ArchiveCutoff"

    public let date: Date

    public init(_ date: Date) {
        self.date = date
    }
}

/// RFC 6960 §4.4.6
///
///     ServiceLocator ::= SEQUENCE {
///         issuer   Name,
///         locator  AuthorityInfoAccessSyntax OPTIONAL }
///
/// In a single request: the responders to which a responder that does not know the certificate can pass the question.
public struct OCSPServiceLocator: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.48.1.7
    public static let oid = OID.OCSP.serviceLocator

    /// The issuer of the certificate in question.
    public let issuer: DistinguishedName

    /// The value of the certificate's authority information access, as DER; `nil` when absent. Read it with
    /// ``AuthorityInformationAccess/init(value:)``.
    public let locator: [UInt8]?

    public init(issuer: DistinguishedName, locator: [UInt8]? = nil) {
        self.issuer = issuer
        self.locator = locator
    }

    /// Takes issuer and authority information access from the certificate in question.
    public init(for certificate: Certificate) {
        self.init(issuer: certificate.issuer, locator: certificate.extension(OID.Extensions.authorityInformationAccess)?.value)
    }

    public init(value: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: value, structure: "ServiceLocator").fields()
        issuer = try DistinguishedName(fields.next("issuer"))
        locator = fields.optional(.sequence, "locator")?.encoded
        try fields.finish()
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(issuer.derEncoded)
                if let locator { writer.writeRaw(locator) }
            }
        }
    }
}

/// RFC 6960 §4.4.7
///
///     PreferredSignatureAlgorithms ::= SEQUENCE OF PreferredSignatureAlgorithm
///     PreferredSignatureAlgorithm ::= SEQUENCE {
///         sigIdentifier        AlgorithmIdentifier,
///         pubKeyAlgIdentifier  SMIMECapability OPTIONAL }
///
/// In a request: the algorithms with which the client prefers the response to be signed, the most preferred first.
public struct OCSPPreferredSignatureAlgorithms: CertificateExtensionValue {
    /// One algorithm.
    public struct Preference: Hashable, Sendable, DERWritable {
        /// The signature algorithm.
        public let signature: AlgorithmIdentifier
        /// The kind of key, for example an EC key on one curve; `nil` for any. An SMIMECapability is built like an AlgorithmIdentifier.
        public let key: AlgorithmIdentifier?

        public init(signature: AlgorithmIdentifier, key: AlgorithmIdentifier? = nil) {
            self.signature = signature
            self.key = key
        }

        init(_ element: DERElement) throws(FormatError) {
            var fields = try element.fields(of: "PreferredSignatureAlgorithm")
            signature = try AlgorithmIdentifier(fields.next("sigIdentifier"))
            key = fields.isAtEnd ? nil : try AlgorithmIdentifier(fields.next("pubKeyAlgIdentifier"))
            try fields.finish()
        }

        func write(to writer: inout DERWriter) {
            writer.writeSequence { writer in
                writer.writeRaw(signature.derEncoded)
                if let key { writer.writeRaw(key.derEncoded) }
            }
        }
    }

    /// 1.3.6.1.5.5.7.48.1.8
    public static let oid = OID.OCSP.preferredSignatureAlgorithms

    /// The algorithms, the most preferred first.
    public let preferences: [Preference]

    public init(_ preferences: [Preference]) {
        self.preferences = preferences
    }

    public init(value: [UInt8]) throws(FormatError) {
        preferences = try DERElement(parsing: value, structure: "PreferredSignatureAlgorithms").list(of: Preference.init)
    }

    public var value: [UInt8] { DERWriter.encode(capacity: 64) { $0.writeSequence(of: preferences) } }
}

/// RFC 6960 §4.4.8
///
///     ExtendedRevoke ::= NULL
///
/// In a response: the responder answers `revoked` also for certificates that were never issued (with reason `certificateHold` and the
/// date 1 January 1970).
public struct OCSPExtendedRevoke: NullValue {
    /// 1.3.6.1.5.5.7.48.1.9
    public static let oid = OID.OCSP.extendedRevoke
    public static let grammarName = "ExtendedRevoke"

    public init() {}
}

/// RFC 6960 §4.2.2.2.1
///
///     id-pkix-ocsp-nocheck: NULL
///
/// The certificate of an OCSP responder need not be checked for revocation itself.
public struct OCSPNoCheck: NullValue {
    /// 1.3.6.1.5.5.7.48.1.5
    public static let oid = OID.Extensions.ocspNoCheck
    public static let grammarName = "id-pkix-ocsp-nocheck"

    public init() {}
}
