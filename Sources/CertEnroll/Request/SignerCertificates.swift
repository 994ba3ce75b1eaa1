import PKIFormats

/// The certificates that sign a CMC request besides its key. Source: "ISignerCertificates interface".
public final class SignerCertificates: ObjectCollection<SignerCertificate> {
    /// An empty collection.
    public init() { super.init() }

    /// The place of the signer with the same certificate; -1 when there is none. Source: "ISignerCertificates::Find".
    /// - Throws: `CAError` with 0x80040007 when `signer` is not initialized.
    public func find(_ signer: SignerCertificate) throws -> Int {
        let wanted = try signer.plainCertificate
        return try Array(self).firstIndex { try $0.plainCertificate == wanted } ?? -1
    }

    override func accept(_ element: SignerCertificate) throws { _ = try element.plainCertificate }
}
