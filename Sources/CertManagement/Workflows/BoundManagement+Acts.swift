import CAInterface
import Logging
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Acts of the service's agent on certificates that it asked for. A CA allows them under a grant with `revoke`; the agent is no officer.
extension BoundManagement {
    /// Revokes, holds or releases. What is so already stays as it is.
    func perform(_ act: CertificateAct) async throws {
        do {
            let authority = try await authority(named: act.authority)
            if try await isDone(act, at: authority) { return }
            do {
                _ = try await authority.revoke(serial: act.serialNumber, revocation(act))
            } catch let error as CAError where error.code == .wrongState {
                // Somebody else was first.
                guard try await isDone(act, at: authority) else { throw error }
            }
        } catch let error as CAError {
            throw refusal(of: act, error)
        }
    }

    private func revocation(_ act: CertificateAct) -> Revocation {
        switch act.kind {
        case .revoke: Revocation(reason: CRLReason(rawValue: act.reason), effective: act.effective)
        case .hold: Revocation(reason: .certificateHold)
        case .release: Revocation(reason: .removeFromCRL)
        }
    }

    /// The CA's row decides. A certificate that is revoked for good cannot be held or released, and need not be.
    private func isDone(_ act: CertificateAct, at authority: any BoundAuthority) async throws -> Bool {
        let reason = try await authority.validity(serial: act.serialNumber).reason
        return switch act.kind {
        case .revoke: reason != nil && reason != CRLReason.certificateHold.rawValue
        case .hold: reason != nil
        case .release: reason != CRLReason.certificateHold.rawValue
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
