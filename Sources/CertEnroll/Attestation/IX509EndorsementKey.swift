public import CertCli

/// The endorsement key of a security module and its certificates. Source: "IX509EndorsementKey interface (certenroll.h)".
public protocol IX509EndorsementKey: AnyObject {
    /// The provider; only before ``open()``. Source: "IX509EndorsementKey::get_ProviderName".
    var providerName: String { get }
    /// - Throws: `CAError` with 0x8007139F after ``open()``.
    func setProviderName(_ name: String) throws
    /// Bits. Source: "IX509EndorsementKey::get_Length".
    var length: Int { get throws }
    /// Source: "IX509EndorsementKey::get_Opened".
    var opened: Bool { get }
    /// Adds a certificate that is not the manufacturer's. Source: "IX509EndorsementKey::AddCertificate".
    func addCertificate(_ encoding: EncodingType, _ certificate: [UInt8]) throws
    /// Removes a certificate that is not the manufacturer's. Source: "IX509EndorsementKey::RemoveCertificate".
    func removeCertificate(_ encoding: EncodingType, _ certificate: [UInt8]) throws
    /// Source: "IX509EndorsementKey::GetCertificateByIndex".
    func certificate(manufacturerOnly: Bool, index: Int, encoding: EncodingType) throws -> EncodedBytes
    /// Source: "IX509EndorsementKey::GetCertificateCount".
    func certificateCount(manufacturerOnly: Bool) throws -> Int
    /// DER of the SubjectPublicKeyInfo. Source: "IX509EndorsementKey::ExportPublicKey".
    func exportPublicKey() throws -> [UInt8]
    /// Asks the module. Source: "IX509EndorsementKey::Open".
    /// - Throws: `CAError` with 0x80004001 without a module, 0x8007139F when it is open already.
    func open() async throws
    /// Source: "IX509EndorsementKey::Close".
    func close() throws
}
