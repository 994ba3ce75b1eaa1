import CAInterface
public import CertCli
import PKICrypto
import PKIFormats

extension X509Enrollment {
    public func createPFX(password: String?, exportOptions: PFXExportOptions, encoding: EncodingType = .base64) async throws -> EncodedBytes
    {
        _ = try initialized("createPFX")
        try Self.checkLength(of: password)
        let (installed, key) = try await exportable()
        let issuers: [[UInt8]]
        switch exportOptions {
        case .eeOnly: issuers = []
        case .chainNoRoot: issuers = installed.chain.filter { (try? Certificate(derEncoded: $0))?.isSelfIssued != true }
        case .chainWithRoot: issuers = installed.chain
        default:
            throw CAError(.malformed, status: .invalidArgument, "Export option \(exportOptions.rawValue) is unknown. Use 0, 1 or 2.")
        }
        let content = PKCS12(
            pkcs8: key,
            certificate: installed.certificate,
            chain: issuers,
            friendlyName: installed.friendlyName
        )
        do {
            let password = password.map { FilePassword($0) } ?? .none
            return try encoding.encode(try await BlockingWork.run { try content.sealed(password: password) })
        } catch let error as KeyError {
            throw CAError(.internal, status: .nteFail, "The PFX cannot be written: \(error).", cause: error)
        }
    }

    /// The installed certificate with its issuers, and the key as PKCS #8, all PEM. Not a documented member.
    /// - Throws: `CAError` with 0x80094004 before an installation, 0x80095000 when the key was not made exportable or cannot leave its provider.
    public func exportPEM() async throws -> (chain: String, key: String) {
        let (installed, key) = try await exportable()
        return (
            ([installed.certificate] + installed.chain).map { PEMDocument(label: "CERTIFICATE", bytes: $0).text }.joined(),
            PEMDocument(label: "PRIVATE KEY", bytes: key).text
        )
    }

    /// The installed certificate and its key, unencrypted.
    private func exportable() async throws -> (installed: InstalledCertificate, pkcs8: [UInt8]) {
        let installed = try installedCertificate()
        guard installed.exportable else {
            throw CAError(
                .accessDenied,
                status: .xenrollKeyNotExportable,
                "The key was not made exportable. Make the request with exportable set and enroll again."
            )
        }
        guard let key = installed.key else {
            throw CAError(.notFound, status: .unexpectedMessageType, "The store has no key for this certificate.")
        }
        return (installed, try await provider(key.provider).export(key))
    }
}
