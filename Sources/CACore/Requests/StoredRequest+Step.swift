import CAInterface
import PKIDirectory

extension StoredRequest {
    /// Writes the result of a step other than signing into the row.
    /// - Parameter officer: the officer who asked for the step; nil for the requester.
    mutating func record(_ step: RequestMachine.Step, verdict: Verdict, officer: String?) {
        switch (step, verdict) {
        case (.recordError, .deny(let denial)):
            statusCode = denial.status
            message = DispositionMessage.possessionNotShown + "  " + denial.text + " " + denial.reason.remedy
            reason = denial.reason
        case (.recordError, _):
            statusCode = .badSignature
            message = DispositionMessage.possessionNotShown
            reason = DenialReason(
                rule: "PossessionIsShown",
                field: "signature",
                value: "does not verify",
                remedy: "Sign the request with the private key that belongs to its public key."
            )
        case (.askOfficer, _):
            statusCode = .ok
            message = DispositionMessage.pending(resubmittedBy: officer)
            reason = nil
            resolvedWhen = nil
        case (.askModule, _):
            statusCode = .ok
            message = DispositionMessage.waitingForModule
            reason = nil
            resolvedWhen = nil
            requestFlags |= RequestFlags.challengePending
        case (.refuse, .deny(let denial)):
            statusCode = denial.status
            message = DispositionMessage.denied(by: denial)
            reason = denial.reason
        default:
            break
        }
    }
}

extension RequestMachine.Step {
    /// The event that the record shows for this step.
    var pastFact: AuditEvent.RequestAct {
        switch self {
        case .recordError: .failed
        case .sign: .issued
        case .askOfficer: .held
        case .refuse: .denied
        case .refuseByOfficer: .deniedByOfficer
        case .askPolicy: .resubmitted
        case .revoke: .revoked
        case .release: .released
        case .changeReason: .reasonChanged
        case .askLogs: .precertificateSigned
        case .askRequester: .presigned
        case .askModule: .challenged
        }
    }
}
