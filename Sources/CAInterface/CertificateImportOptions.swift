/// How a certificate without a row comes into the records. Source: "ICertAdmin::ImportCertificate".
public struct CertificateImportOptions: OptionSet, Sendable, Hashable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    /// `ICF_ALLOWFOREIGN`: a certificate of another authority is kept too, with the disposition 12.
    public static let allowForeign = CertificateImportOptions(rawValue: 0x1_0000)
    /// `ICF_EXISTINGROW`: it becomes the certificate of a pending request with its key.
    public static let existingRow = CertificateImportOptions(rawValue: 0x2_0000)
}
