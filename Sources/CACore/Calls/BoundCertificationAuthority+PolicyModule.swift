import CAInterface
import CertificateTemplates
import PKIDirectory
import PKIFormats
import PortableFoundation

/// The policy module's part of a decision. It may run again when the decision is made again.
extension BoundCertificationAuthority {
    /// The module's answer about a request that the rules do not deny, joined with theirs.
    func ask(
        _ setting: PolicyModuleSetting,
        about question: Question,
        row: StoredRequest,
        issuer: IssuingGeneration,
        snapshot: AuthoritySnapshot,
        rules: Verdict
    ) async throws -> (verdict: Verdict, narrowing: CertificateNarrowing, remark: String?) {
        guard case .success(let names) = question.names, let keyClass = question.received.keyClass else { return (rules, .nothing, nil) }
        if case .deny = rules { return (rules, .nothing, nil) }
        let known = try authority(in: snapshot)
        let context = PolicyModuleContext(
            question,
            row: row,
            names: names,
            profile: try snapshot.profile(template: question.template, key: keyClass, issuer: issuer),
            authority: known,
            clockSkewSeconds: issuer.configuration.clockSkewSeconds ?? service.configuration.clockSkewSeconds
        )
        let verdict: PolicyModuleVerdict
        if let host = service.policyModules {
            verdict = await host.verdict(on: context, isNew: question.isNew, of: number, by: setting)
        } else {
            let text = "This program runs no policy modules."
            verdict = PolicyModuleVerdict(setting.holdsOnFailure ? .failed(reason: text) : .deny(status: .fail, text: text))
        }
        return (verdict.joined(with: rules, officerApproved: question.officerApproved), verdict.narrowing, verdict.remark)
    }

    /// The part of a new request's row that a policy module sees.
    func moduleRow(_ received: ReceivedRequest, _ submission: Submission, id: RequestID, _ question: Question, now: Date) -> StoredRequest {
        StoredRequest(
            authority: number,
            id: id,
            rawRequest: received.storedBytes,
            requestType: received.requestType,
            requestFlags: RequestFlags.forceUTF8,
            rawAttributes: received.rawAttributes,
            attributes: received.pairs,
            disposition: .active,
            statusCode: .ok,
            message: "",
            submittedWhen: now,
            resolvedWhen: now,
            requesterName: question.subject.principal.accountName,
            requester: question.subject.principal.id,
            callerName: question.agent.accountName,
            caller: question.agent.id,
            door: caller.door.rawValue,
            remoteAddress: caller.remoteAddress,
            correlationID: caller.correlationID,
            submissionKey: submission.submissionKey,
            templateName: question.template.name,
            templateVersion: question.template.version,
            rawName: received.subject.derEncoded
        )
    }
}
