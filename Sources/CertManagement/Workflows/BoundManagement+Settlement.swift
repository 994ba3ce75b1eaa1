import CAInterface
import PortableFoundation
import PKICrypto
import PKIDirectory
import PKIFormats

/// Stores the CA's answer to an attempt.
extension BoundManagement {
    func settle(_ attempt: CertificateAttempt, with disposition: Disposition, in situation: Situation) async throws {
        var settled = attempt
        let kind: HistoryEvent.Kind
        switch disposition.code {
        case .issued, .issuedOutOfBand: (settled.outcome, kind) = (.issued(disposition.requestID), .certificateIssued)
        case .underSubmission: (settled.outcome, kind) = (.pending(disposition.requestID), .certificatePending)
        case .denied, .error: (settled.outcome, kind) = (.refused(disposition.requestID), .certificateRefused)
        default: return
        }
        guard settled.outcome != attempt.outcome else { return }
        settled.revision += 1
        var changes: [ManagementChange] = [
            .attemptSettled(settled),
            event(
                kind,
                on: situation.request,
                from: situation.request.status,
                detail: "option \(attempt.option), attempt \(attempt.number), CA request \(disposition.requestID): \(disposition.message)"
            ),
        ]
        if kind == .certificateIssued, let certificate = try managed(disposition, attempt: attempt, in: situation) {
            changes.append(.certificateAdded(certificate))
        }
        try await commitSettlement(changes)
    }

    private func managed(_ disposition: Disposition, attempt: CertificateAttempt, in situation: Situation) throws -> ManagedCertificate? {
        guard let der = disposition.certificate, let profile = situation.request.newProfile else { return nil }
        let certificate: Certificate
        do { certificate = try Certificate(derEncoded: der) } catch {
            throw ManagementError(
                .errorGeneratingCertificates,
                "The CA returned a certificate that cannot be read. Tell its administrator.",
                cause: error
            )
        }
        let isServerGenerated = situation.contents.certificates[attempt.option].isServerGenerated
        return ManagedCertificate(
            profile: profile,
            request: situation.request.id,
            option: attempt.option,
            authority: attempt.authority,
            authorityRequest: disposition.requestID,
            template: attempt.template,
            serialNumber: certificate.serialHex,
            thumbprint: Hex.encode(Digest.sha1(der)).uppercased(),
            notBefore: certificate.notBefore,
            notAfter: certificate.notAfter,
            origin: isServerGenerated ? .server : .client,
            // A kept key needs its certificate, also when the CA is gone.
            certificate: isServerGenerated ? der : nil
        )
    }

    /// The answer to the client when a CA threw an error, and whether the attempt is over.
    func failure(
        of attempt: CertificateAttempt,
        with error: any Error,
        in situation: Situation
    ) async throws -> (shown: CertificateResult.Failure, isFinal: Bool) {
        guard let error = error as? CAError else { throw unreachable(error) }
        let shown = CertificateResult.Failure(disposition: .error, status: error.status, message: error.message)
        if error.code == .unknownAuthority {
            try await failRequest(situation, because: "The CA \(attempt.authority) does not exist.")
            return (shown, false)
        }
        // These errors mean that the CA made no row. After any other error, the answer may have been lost, and the same key is sent again.
        guard [.malformed, .accessDenied, .notImplemented].contains(error.code) else { return (shown, false) }
        var settled = attempt
        settled.outcome = .refused(nil)
        settled.revision += 1
        try await commitSettlement([
            .attemptSettled(settled),
            event(
                .certificateRefused,
                on: situation.request,
                from: situation.request.status,
                detail: "option \(attempt.option), attempt \(attempt.number): \(error.status) \(error.message)"
            ),
        ])
        return (shown, true)
    }

    private func failRequest(_ situation: Situation, because reason: String) async throws {
        _ = try await changing(situation.request.id) { situation in
            let before = situation.request.status
            guard (try? situation.request.machine.fail(because: reason)) != nil else { return [] }
            situation.request.revision += 1
            let released = try await releasing(situation)
            return released + [.requestUpdated(situation.request), event(.failed, on: situation.request, from: before, detail: reason)]
        }
    }

    /// If somebody else settled the same attempt first, the CA gave both the same answer, so nothing is lost.
    private func commitSettlement(_ changes: [ManagementChange]) async throws {
        do { try await store.commit(changes) } catch ManagementCommitError.moved {
        } catch {
            throw failed(error)
        }
    }
}
