/// The CA certificate before the renewal, 1.3.6.1.4.1.311.21.2.
///
///     PreviousCACertificateHash ::= OCTET STRING
public struct PreviousCACertificateHash: CertificateExtensionValue, OctetStringValue {
    /// 1.3.6.1.4.1.311.21.2
    public static let oid = OID.Microsoft.previousCACertificateHash

    /// The SHA-1 of the earlier certificate, 20 octets.
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}

/// The certificate that a full response is about, 1.3.6.1.4.1.311.21.17 (MS-WCCE 3.2.1.4.2.1.4.8).
///
///     IssuedCertificateHash ::= OCTET STRING
public struct IssuedCertificateHash: RequestAttributeValue, OctetStringValue {
    /// 1.3.6.1.4.1.311.21.17
    public static let oid = OID.Microsoft.issuedCertificateHash

    /// The SHA-1 of the issued certificate.
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}

/// The certificate to which an archived key belongs, 1.3.6.1.4.1.311.21.16.
///
///     ArchivedKeyCertificateHash ::= OCTET STRING
public struct ArchivedKeyCertificateHash: RequestAttributeValue, OctetStringValue {
    /// 1.3.6.1.4.1.311.21.16
    public static let oid = OID.Microsoft.archivedKeyCertificateHash

    /// The SHA-1 of the certificate.
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}

/// The CA exchange certificate for which a value was encrypted, 1.3.6.1.4.1.311.21.27.
///
///     ExchangeCertificateHash ::= OCTET STRING
public struct ExchangeCertificateHash: RequestAttributeValue, OctetStringValue {
    /// 1.3.6.1.4.1.311.21.27
    public static let oid = OID.Microsoft.exchangeCertificateHash

    /// The SHA-1 of the exchange certificate.
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}
