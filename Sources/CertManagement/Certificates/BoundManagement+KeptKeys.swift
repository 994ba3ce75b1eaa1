import CAInterface
import Logging
import PKICrypto
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Keys that the service makes, and keys that it keeps.
extension BoundManagement {
    /// The longest password of a PFX, in octets of UTF-8.
    static let longestPassword = 1024

    /// - Throws: `.invalidClientData` for a password that is empty or too long.
    static func check(pfxPassword: String) throws(ManagementError) {
        guard !pfxPassword.isEmpty else {
            throw ManagementError(
                .invalidClientData,
                "This request returns private keys as PFX, and pfxpassword is absent or empty. Nothing was made. Send a password that protects them."
            )
        }
        guard pfxPassword.utf8.count <= longestPassword, !pfxPassword.unicodeScalars.contains("\0") else {
            throw ManagementError(
                .invalidClientData,
                "pfxpassword is longer than \(longestPassword) octets or has a NUL character. Nothing was made. Send a shorter one."
            )
        }
    }

    /// The PKCS#10 of a key of the service for a new attempt, and the changes that keep the key. They are stored in one commit with the attempt,
    /// before the CA is asked: after a crash, the repetition finds the attempt and its key.
    ///
    /// After a refusal the same key is used again, unless the certificate template now asks for another kind.
    func serverRequest(
        for option: Int,
        last: CertificateAttempt?,
        in situation: Situation
    ) async throws -> (der: [UInt8], changes: [ManagementChange]) {
        let entry = situation.contents.certificates[option]
        guard let profile = situation.request.newProfile else {
            throw ManagementError(.requestStateInvalid, "The request has no profile for its certificates. Read it again.")
        }
        let demand = KeyDemand(of: try await certificateTemplate(of: entry))
        var changes: [ManagementChange] = []
        if let last, let former = try? CertificationRequest(derEncoded: last.certificationRequest).subjectPublicKeyInfo {
            let secret = try await reading { try await store.secret(.privateKey, of: profile, named: KeptKey.name(of: former)) }
            if let secret {
                if former.kind == demand.specification.kind { return (last.certificationRequest, []) }
                changes.append(.secretForgotten(secret.id))
            }
        }
        let key: PrivateKey
        var pkcs8: [UInt8]
        let der: [UInt8]
        do {
            key = try await service.keyGenerator.key(
                demand.specification,
                template: entry.template,
                target: situation.request.target.id
            )
            pkcs8 = try key.pkcs8()
            let body = CertificationRequestInfo(subject: .empty, subjectPublicKeyInfo: key.publicKey).derEncoded()
            let algorithm = demand.signatureAlgorithm(of: key)
            let signature = try await key.sign(body, using: algorithm)
            der = CertificationRequestInfo.assemble(info: body, algorithm: algorithm, signature: signature)
        } catch {
            service.logger.error("server key was not made", metadata: ["error": "\(error)", "correlation": "\(caller.correlationID)"])
            throw ManagementError(
                .errorGeneratingCertificates,
                "The key for \(entry.template) could not be made. Nothing was sent to the CA; repeat the call.",
                cause: error
            )
        }
        defer { pkcs8.wipe() }
        let name = KeptKey.name(of: key.publicKey)
        changes.append(.secretSealed(try await sealed(pkcs8, profile: profile, name: name)))
        let detail = "option \(option), \(key.publicKey.kind.algorithmName), SHA-256 of the public key \(name)"
        changes.append(event(.serverKeyMade, on: situation.request, from: situation.request.status, detail: detail))
        return (der, changes)
    }

    func sealed(_ pkcs8: [UInt8], profile: UUID, name: String) async throws -> SealedSecret {
        do {
            return try await service.secrets.seal(pkcs8, id: service.newID(), kind: .privateKey, subject: profile, name: name)
        } catch {
            throw secretFailure(error, "Its private key cannot be sealed now, so it is not kept and nothing was changed.")
        }
    }

    /// Opens a kept key. Whoever calls this records it before the key leaves.
    func opened(_ secret: SealedSecret) async throws -> [UInt8] {
        do { return try await service.secrets.open(secret) } catch {
            throw secretFailure(error, "A kept private key cannot be opened now.")
        }
    }

    private func secretFailure(_ error: any Error, _ message: String) -> ManagementError {
        if let known = error as? ManagementError { return known }
        service.logger.error("secret cannot be used", metadata: ["error": "\(error)", "correlation": "\(caller.correlationID)"])
        return ManagementError(.unavailable, "\(message) Ask the operator to run chancery doctor, and repeat the call.", cause: error)
    }

    /// The PFX of a certificate whose key is kept in a profile; nil when no such key is kept. The opening is in the record before the key is given
    /// out.
    func pfx(
        of certificate: Certificate,
        in profile: UUID,
        chain: [[UInt8]],
        friendlyName: String,
        password: String,
        for request: ManagementRequest
    ) async throws -> [UInt8]? {
        let name = KeptKey.name(of: certificate.subjectPublicKeyInfo)
        guard let secret = try await reading({ try await store.secret(.privateKey, of: profile, named: name) }) else { return nil }
        var pkcs8 = try await opened(secret)
        defer { pkcs8.wipe() }
        let detail = "serial number \(certificate.serialHex), SHA-256 of the public key \(name)"
        do { try await store.commit([event(.keyGivenOut, on: request, from: request.status, detail: detail)]) } catch {
            throw failed(error)
        }
        do {
            return try await service.pfx.sealed(
                pkcs8: pkcs8,
                certificate: certificate.derEncoded,
                chain: chain,
                friendlyName: friendlyName,
                password: password
            )
        } catch {
            service.logger.error("PFX was not made", metadata: ["error": "\(error)", "correlation": "\(caller.correlationID)"])
            throw ManagementError(.errorGeneratingCertificates, "The PFX could not be made. Repeat the call.", cause: error)
        }
    }
}
