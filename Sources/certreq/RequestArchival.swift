import CAInterface
import CertCli
import CertEnroll
import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

/// The archival of the private key that a policy file asks for: the key goes to the CA inside the request, encrypted to the CA's exchange
/// certificate. Source: "certreq" command reference, PrivateKeyArchive and -xchg.
struct RequestArchival {
    private let archival: PolicyArchival
    /// The certificate of the file; nil when the CA is asked for it.
    private let certificate: [UInt8]?
    /// The CA that is asked.
    let server: RemoteEnrollmentServer?

    /// - Parameters:
    ///   - exchange: the file of the exchange certificate.
    ///   - connection: the CA that has one.
    /// - Returns: nil when the policy asks for no archival.
    /// - Throws: `CAError` with 0x80070057 for a certificate that nothing needs, 0x80094804 when there is none.
    init?(_ policy: PolicyRequest, exchange: String?, connection: (() async throws -> Connection)?) async throws {
        guard let archival = policy.archival else {
            guard exchange == nil else {
                throw CAError(
                    .malformed,
                    status: .invalidArgument,
                    "-xchg names a certificate for the archival of the private key, and the policy file asks for none. Set PrivateKeyArchive = TRUE "
                        + "there, or omit the option."
                )
            }
            return nil
        }
        self.archival = archival
        if let exchange {
            (certificate, server) = (try Self.read(exchange), nil)
            return
        }
        certificate = nil
        do {
            guard let found = try await connection?() else { throw CAError.noServer }
            server = try RemoteEnrollmentServer(config: found.config, credential: found.credential, trust: found.trust)
        } catch {
            throw CAError(
                .wrongState,
                status: .certsrvArchivedKeyRequired,
                "PrivateKeyArchive needs the CA's exchange certificate, and nothing was made. Give its file with -xchg (certreq ca certificate "
                    + "--exchange writes it), or name the CA: \((error as? CAError)?.message ?? "\(error)")",
                cause: error
            )
        }
    }

    func apply(to request: any IX509CertificateRequest) throws {
        guard let message = request as? X509CertificateRequestCmc else { return }
        message.archivePrivateKey = true
        message.keyArchivalCertificate = certificate
        (message.encryptionAlgorithm, message.encryptionStrength) = (archival.algorithm, archival.bits)
        message.legacyCiphers = Legacy()
    }

    /// A new key may go to the CA once, whether it is exportable or not. One that exists may leave the store only when it is exportable. Source:
    /// "X509PrivateKeyExportFlags enumeration", XCN_NCRYPT_ALLOW_ARCHIVING_FLAG.
    static func requireExportable(
        _ key: SubjectPublicKeyInfo,
        _ reference: KeyReference,
        _ old: StoredCertificate?,
        _ store: EnrollmentStore
    ) throws {
        let isExportable =
            try old?.installed.exportable ?? store.request(publicKey: key)?.exportable
            ?? store.certificates().contains { $0.key == reference && $0.exportable }
        guard !isExportable else { return }
        throw CAError(
            .accessDenied,
            status: .xenrollKeyNotExportable,
            "The existing key was not made exportable, so it cannot be sent for archival. Make a new key, or remove PrivateKeyArchive. Nothing was "
                + "made."
        )
    }

    private static func read(_ path: String) throws -> [UInt8] {
        let file = try Files.read(path)
        // DER begins with the tag of a sequence; no base64 of a certificate begins with that character.
        let bytes = file.first == 0x30 ? file : try? EncodingType.base64Any.decode(file)
        guard let bytes, let certificate = try? Certificate(derEncoded: bytes) else {
            throw CAError(
                .malformed,
                status: .invalidData,
                "\(path) holds no readable certificate, DER or base64. Give the CA's exchange certificate. Nothing was made."
            )
        }
        // A key encrypted to another kind of certificate would be lost to the CA, or readable for somebody else.
        if let usage = certificate.keyUsage, usage.isDisjoint(with: [.keyEncipherment, .keyAgreement]) {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "\(path) holds no exchange certificate: its key does not encrypt keys. Get the CA's with certreq ca certificate --exchange. Nothing "
                    + "was made."
            )
        }
        let now = Date()
        guard certificate.notBefore <= now, now <= certificate.notAfter else {
            throw CAError(
                .malformed,
                status: .certExpired,
                "The exchange certificate of \(path) is valid from \(certificate.notBefore.formatted(.iso8601)) until "
                    + "\(certificate.notAfter.formatted(.iso8601)), and not now. Get the CA's newest one. Nothing was made."
            )
        }
        return bytes
    }
}

extension CAError {
    fileprivate static var noServer: CAError { CAError(.malformed, status: .invalidArgument, "No CA is named.") }
}
