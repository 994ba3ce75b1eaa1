import CAInterface
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Keys of older certificates that a CA archived, and nobody here keeps. They come along sealed to the CA's recovery agents, once as many of its officers agreed as it asks for: the approvals of a
/// workflow count for nothing there (docs/decisions/0055-two-archives.md).
extension BoundManagement {
    /// What the answer has of them: sealed keys, or what is missing. A repeated call asks again.
    func archivedKeys(for request: ManagementRequest, _ contents: ProfileTemplate) async throws -> [CertificateResult] {
        guard CertificatePlan(request, contents).bringsKeyHistory, let old = request.oldProfile, old != request.newProfile else {
            return []
        }
        var results: [CertificateResult] = []
        var seen: Set<String> = []
        for profile in try await lineage(of: old) {
            for certificate in try await reading({ try await store.managedCertificates(ofProfile: profile) })
            where certificate.origin == .client && seen.insert(certificate.thumbprint).inserted {
                guard let answer = try await archivedKey(of: certificate, for: request) else { continue }
                results.append(
                    CertificateResult(
                        option: Self.firstArchivedOption + results.count,
                        template: certificate.template,
                        usesLocalMachineStore: false,
                        origin: .keyHistory,
                        answer: answer
                    )
                )
            }
        }
        return results
    }

    /// Above the numbers of certificates that come along.
    private static let firstArchivedOption = 100_000

    /// - Returns: nil when the CA has no key of the certificate, does not give it to the agent, or when the key only signs.
    private func archivedKey(of certificate: ManagedCertificate, for request: ManagementRequest) async throws -> CertificateResult.Answer? {
        let row = certificate.authorityRequest
        do {
            let authority = try await authority(named: certificate.authority)
            let recovery: KeyRecovery
            do { recovery = try await authority.keyRecovery(of: row) } catch let error as CAError
                where error.status == .certsrvPropertyEmpty || error.code == .accessDenied
            {
                return nil
            }
            let issued = try await authority.disposition(of: row, wantsFullResponse: false).certificate.flatMap {
                try? Certificate(derEncoded: $0)
            }
            guard let issued, KeptKey.decrypts(issued) else { return nil }
            guard recovery.state == .approved else { return .pending(Self.notAgreed(recovery, certificate)) }
            // The record is there before the key leaves.
            let detail = "serial number \(certificate.serialNumber), sealed to the recovery agents of \(certificate.authority)"
            do { try await store.commit([event(.keyGivenOut, on: request, from: request.status, detail: detail)]) } catch {
                throw failed(error)
            }
            return .issued(pkcs7: try await authority.archivedKey(of: row))
        } catch let error as CAError {
            // The other certificates are there all the same.
            return .pending(
                CertificateResult.Failure(disposition: .underSubmission, status: error.status, message: unreachable(error).message)
            )
        }
    }

    private static func notAgreed(_ recovery: KeyRecovery, _ certificate: ManagedCertificate) -> CertificateResult.Failure {
        let step = recovery.state == .none ? "--propose REASON" : "--approve"
        return CertificateResult.Failure(
            disposition: .underSubmission,
            status: .accessDenied,
            message:
                "The CA has archived the key of the certificate \(certificate.serialNumber). \(recovery.agreed) of \(recovery.needed) officers have agreed to hand it out: chancery certificate recover \(certificate.serialNumber) \(step) --authority '\(certificate.authority)'. Repeat the call then."
        )
    }
}
