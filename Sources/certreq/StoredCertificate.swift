import CAInterface
import CertCli
import CertEnroll
import PKICrypto
import PKIFormats

/// A certificate of a store, as a command line names it.
struct StoredCertificate {
    let store: EnrollmentStore
    let installed: InstalledCertificate
    let certificate: Certificate

    /// Looks in the store asked for and, for a user, in the machine's too.
    /// - Throws: `CAError` with 0x80092004 when no certificate has that name.
    static func find(_ identifier: String, _ stores: StoreOptions) throws -> StoredCertificate {
        for directory in stores.directories where EnrollmentStore.exists(at: directory) {
            guard let store = try? EnrollmentStore(directory: directory) else { continue }
            let found = try store.certificates(identifiedBy: identifier)
            if let first = found.first {
                return StoredCertificate(store: store, installed: first.installed, certificate: first.certificate)
            }
        }
        throw CAError(
            .notFound,
            status: .cryptNotFound,
            "No certificate in \(stores.directories.joined(separator: " or ")) is named \"\(identifier)\". Give its thumbprint or serial number; "
                + "certreq list shows them."
        )
    }

    /// The certificate's key.
    /// - Throws: `CAError` with 0x80090016 when the store does not have it.
    func key() async throws -> PrivateKey {
        try await StoreKeyProvider(store: store, maker: ProgramKeys()).open(try reference)
    }

    var reference: KeyReference {
        get throws {
            guard let key = installed.key else {
                throw CAError(.notFound, status: .badKeyset, "The store has no key of the certificate \(certificate.serialHex).")
            }
            return key
        }
    }

    /// The certificate as one that signs a request.
    func signer() async throws -> SignerCertificate {
        SignerCertificate(certificate: certificate, chain: installed.chain, key: try await key())
    }

    /// The certificate as the identity with which a client signs in.
    func credential() async throws -> Credential {
        let key = try await StoreKeyProvider(store: store, maker: ProgramKeys()).export(try reference)
        return .certificate([installed.certificate] + installed.chain, key: key)
    }

    var thumbprint: String { Hex.encode(Digest.sha1(installed.certificate)) }
}
