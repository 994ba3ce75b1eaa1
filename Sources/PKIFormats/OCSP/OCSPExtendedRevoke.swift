/// RFC 6960 §4.4.8
///
///     ExtendedRevoke ::= NULL
///
/// In a response: the responder answers `revoked` also for certificates that were never issued (with reason `certificateHold` and the
/// date 1 January 1970).
public struct OCSPExtendedRevoke: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.48.1.9
    public static let oid = OID.OCSP.extendedRevoke

    /// Creates the value.
    public init() {}

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        try DERElement(parsing: value, structure: "ExtendedRevoke").null()
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 2) { $0.writeNull() } }
}
