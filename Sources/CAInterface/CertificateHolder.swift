public import PKIDirectory

/// The answer of a `CertificateHolderSource`.
public struct CertificateHolder: Sendable, Hashable {
    public let principal: Principal
    /// Lower-case hex.
    public let serialNumber: String
    /// SHA-256 of the certificate's DER, for the record.
    public let sha256: [UInt8]

    public init(principal: Principal, serialNumber: String, sha256: [UInt8] = []) {
        self.principal = principal
        self.serialNumber = serialNumber
        self.sha256 = sha256
    }
}
