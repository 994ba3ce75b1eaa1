import CAInterface
import Logging
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Acts of the service's agent on certificates that it asked for. A CA allows them under a grant with `revoke`; the agent is no officer.
extension BoundManagement {
    /// Revokes, holds or releases, as the settlement of a request wants. What is so already stays as it is.
    ///
    /// Another node may do the same, end the request, and see a later request change the certificate again, while this one sleeps. So the request is read after the
    /// certificate, and the CA refuses the act when the certificate has changed since.
    /// - Returns: how the certificate is at the CA afterwards, of which an officer may have done more; nil when the request has ended meanwhile.
    func perform(_ act: CertificateAct, of request: UUID) async throws -> CertificateValidity? {
        do {
            let authority = try await authority(named: act.authority)
            var failure: CAError?
            for _ in 0..<8 {
                let before = try await authority.validity(serial: act.serialNumber)
                if isDone(act, before) { return before }
                let settlement = try await reading { try await store.managementRequest(request) }?.settlement
                guard settlement?.acts.contains(act) == true else { return nil }
                do {
                    _ = try await authority.revoke(serial: act.serialNumber, revocation(act, before))
                    return try await authority.validity(serial: act.serialNumber)
                } catch let error as CAError where error.code == .wrongState {
                    // Somebody else was first.
                    let after = try await authority.validity(serial: act.serialNumber)
                    if isDone(act, after) { return after }
                    guard after.revision != before.revision else { throw error }
                    failure = error
                }
            }
            throw failure ?? CAError(.wrongState, status: .certsrvBadRequestStatus, "It kept being changed.")
        } catch let error as CAError {
            throw refusal(of: act, error)
        }
    }

    private func revocation(_ act: CertificateAct, _ before: CertificateValidity) -> Revocation {
        switch act.kind {
        case .revoke:
            // One that lies ahead is brought forward.
            Revocation(
                reason: CRLReason(rawValue: act.reason),
                effective: act.effective,
                changesEarlier: before.reason != nil && before.reason != CRLReason.certificateHold.rawValue,
                revision: before.revision
            )
        case .hold: Revocation(reason: .certificateHold, revision: before.revision)
        case .release: Revocation(reason: .removeFromCRL, revision: before.revision)
        }
    }

    /// The CA's row decides. A certificate that is revoked for good cannot be held or released, and need not be. A revocation that lies ahead is not done
    /// when the act wants it earlier. Policies of earlier versions may revoke with the reason of a hold.
    private func isDone(_ act: CertificateAct, _ validity: CertificateValidity) -> Bool {
        let hold = CRLReason.certificateHold.rawValue
        switch act.kind {
        case .hold: return validity.reason != nil
        case .release: return validity.reason != hold
        case .revoke:
            guard let reason = validity.reason, reason != hold || act.reason == hold else { return false }
            guard let from = validity.revokedFrom, from > service.now() else { return true }
            // A CA may keep whole seconds.
            return act.effective.map { from <= $0.addingTimeInterval(1) } ?? false
        }
    }

    private func refusal(of act: CertificateAct, _ error: CAError) -> ManagementError {
        service.logger.error(
            "CA did not \(act.kind.rawValue) a certificate",
            metadata: ["serial": "\(act.serialNumber)", "error": "\(error)", "correlation": "\(caller.correlationID)"]
        )
        let start =
            "\(act.authority) did not \(act.kind.rawValue) the certificate \(act.serialNumber): \(error.message) The request waits for it. "
        switch error.code {
        case .accessDenied:
            return ManagementError(
                .accessDenied,
                start
                    + "An administrator gives this service's agent a grant with the act revoke (chancery agent-grant add); then repeat the call.",
                cause: error
            )
        case .unavailable: return ManagementError(.unavailable, start + "Repeat the call later.", cause: error)
        default: return ManagementError(.errorGeneratingCertificates, start + "Repeat the call later.", cause: error)
        }
    }
}
