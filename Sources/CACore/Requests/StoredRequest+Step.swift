import CAInterface
import PKIDirectory

extension StoredRequest {
    /// Writes what a step other than signing means into the row.
    /// - Parameter officer: who asked for the step, if not the requester.
    mutating func record(_ step: RequestMachine.Step, verdict: Verdict, officer: String?) {
        switch (step, verdict) {
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
    /// The step as the record tells it afterwards.
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
        }
    }
}
