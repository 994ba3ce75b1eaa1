import PKIFormats

extension BoundManagement {
    /// What the initiator may choose only where the policy says so.
    func checkChoices(of proposal: RequestProposal, _ policy: WorkflowPolicy) throws(ManagementError) {
        if let operation = proposal.operation, operation.workflow != proposal.workflow {
            throw ManagementError(
                .invalidClientData,
                "\(operation.rawValue) is an operation of \(operation.workflow.rawValue), not of \(proposal.workflow.rawValue)."
            )
        }
        if let reason = proposal.revocation?.reason {
            guard policy.revocation.allowsOtherReason else { throw Self.noChoice("a revocation reason") }
            guard CRLReason.known.contains(where: { $0.rawValue == reason }) else {
                throw ManagementError(.invalidClientData, "\(reason) is no reason of RFC 5280. Choose another.")
            }
        }
        if let delay = proposal.revocation?.delaySeconds {
            guard policy.revocation.allowsOtherDelay else { throw Self.noChoice("a revocation delay") }
            guard (0...366 * 86_400).contains(delay) else {
                throw ManagementError(.invalidClientData, "The revocation delay must be 0 seconds to 366 days and is \(delay) seconds.")
            }
        }
        if proposal.certificateTemplate != nil {
            guard proposal.workflow == .onlineUpdate, policy.allowsNamedTemplate else { throw Self.noChoice("a certificate template") }
        }
    }

    private static func noChoice(_ what: String) -> ManagementError {
        ManagementError(
            .invalidClientData,
            "The policy of this workflow does not let the initiator choose \(what). Leave it out, or change the profile template."
        )
    }
}
