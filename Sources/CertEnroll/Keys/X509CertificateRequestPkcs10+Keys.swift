import CAInterface
import PKIFormats

/// The members of "IX509CertificateRequestPkcs10 interface" that take the objects of keys and providers.
extension X509CertificateRequestPkcs10 {
    /// A request with the key of the object, which is made or opened first when it is not open. Source:
    /// "IX509CertificateRequestPkcs10::InitializeFromPrivateKey".
    /// - Throws: `CAError` with 0x800704DF, and as `X509PrivateKey.create` and `open`.
    public func initializeFromPrivateKey(_ context: X509CertificateEnrollmentContext, privateKey: X509PrivateKey) async throws {
        if !privateKey.opened { try await privateKey.existing ? privateKey.open() : privateKey.create() }
        let (key, reference) = try privateKey.material()
        try initializeFromPrivateKey(context, key: key, reference: reference)
        exportable = !privateKey.exportPolicy.isDisjoint(with: [.export, .plaintextExport])
    }

    /// A request with a null signature for the key of the object. Source: "IX509CertificateRequestPkcs10::InitializeFromPublicKey".
    public func initializeFromPublicKey(_ context: X509CertificateEnrollmentContext, publicKey: X509PublicKey) throws {
        try initializeFromPublicKey(context, key: try publicKey.value)
    }

    /// The public key as an object. Source: "IX509CertificateRequestPkcs10::get_PublicKey".
    /// - Throws: `CAError` with 0x80040007 before there is a key.
    public var publicKeyObject: X509PublicKey {
        get throws {
            guard let publicKey else { throw CAError.blank("publicKey") }
            return X509PublicKey(publicKey)
        }
    }

    /// The providers to choose from: all of them. Source: "IX509CertificateRequest::get_CspInformations".
    public var cspInformations: CspInformations { CspInformations(CspInformation.table.map(CspInformation.init)) }

    /// The pairs of provider and algorithm that can make a key of that kind. Source: "IX509CertificateRequestPkcs10::GetCspStatuses".
    public func cspStatuses(_ keySpec: X509KeySpec) throws -> CspStatuses {
        let operations: AlgorithmOperationFlags = keySpec == .keyExchange ? .asymmetricEncryptionOperation : .signatureOperation
        return try cspInformations.cspStatusesFromOperations(operations)
    }
}
