import CAInterface
import CertCli
import CertEnroll
import Foundation
import PKICrypto
import PKIFormats

/// A certificate of a store, as a command line names it.
struct StoredCertificate {
    let store: EnrollmentStore
    let installed: InstalledCertificate
    let certificate: Certificate

    /// Looks in the store asked for and, for a user, in the machine's too.
    /// - Throws: `CAError` with 0x80092004 when no certificate has that name, 0x80070057 when several have it.
    static func find(_ identifier: String, _ stores: StoreOptions) throws -> StoredCertificate {
        let found = try candidates(identifier, stores)
        // A renewed certificate and its successor have the same names, and whoever gives one of them means the successor.
        let current = found.filter { one in !found.contains { $0.installed.renewedCertificate == one.installed.certificate } }
        return try only(current.isEmpty ? found : current, identifier, stores)
    }

    /// The certificate with this thumbprint or serial number.
    static func find(exactly identifier: String, _ stores: StoreOptions) throws -> StoredCertificate {
        try only(try candidates(identifier, stores), identifier, stores)
    }

    private static func candidates(_ identifier: String, _ stores: StoreOptions) throws -> [StoredCertificate] {
        var found: [StoredCertificate] = []
        for directory in stores.directories where EnrollmentStore.exists(at: directory) {
            guard let store = try? EnrollmentStore(directory: directory) else { continue }
            for item in try store.certificates(identifiedBy: identifier)
            where !found.contains(where: { $0.installed.certificate == item.installed.certificate }) {
                found.append(StoredCertificate(store: store, installed: item.installed, certificate: item.certificate))
            }
        }
        return found
    }

    private static func only(_ found: [StoredCertificate], _ identifier: String, _ stores: StoreOptions) throws -> StoredCertificate {
        guard let first = found.first else {
            throw CAError(
                .notFound,
                status: .cryptNotFound,
                "No certificate in \(stores.directories.joined(separator: " or ")) is named \"\(identifier)\". Give its thumbprint or serial number; "
                    + "certreq list shows them."
            )
        }
        guard found.count > 1 else { return first }
        let lines = found.map {
            "\n  \($0.thumbprint)  until \($0.certificate.notAfter.formatted(.iso8601))  \($0.certificate.subject.rfc4514)  in \($0.store.directory)"
        }
        throw CAError(
            .conflict,
            status: .invalidArgument,
            "\"\(identifier)\" names \(found.count) certificates, and nothing was done with any of them. Give the thumbprint of one:\(lines.joined())"
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

    var sha256: String { Hex.encode(Digest.sha256(installed.certificate)) }

    var thumbprint: String { Hex.encode(Digest.sha1(installed.certificate)) }
}
