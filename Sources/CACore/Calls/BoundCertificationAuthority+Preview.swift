package import CAInterface
import CertificateTemplates
import PKIDirectory
import PKIFormats
import PortableFoundation

extension BoundCertificationAuthority {
    /// Steps 5 to 8b of docs/request-flow.md, with the functions of a submission and without its signature, row and number.
    package func preview(_ submission: Submission, _ options: RequestPreviewOptions) async throws -> RequestPreview {
        try await acting { current, standing in
            var account = standing.principal.id
            if options.account != nil || options.template != nil {
                try require(.manageAuthority, of: standing, to: "preview with another account or an unsaved template")
            }
            if let name = options.account { account = try await self.account(named: name) }
            let received = try ReceivedRequest(submission, verifier: service.verifier)
            let now = service.clock()
            // Whoever asks the policy without end is stopped like whoever lets it refuse without end.
            let limit = try authority(in: current).stored.settings.unissuedPerHour
            try await service.quota.count(standing.principal.id, limit: limit, at: now)
            var snapshot = current
            let judgment = try await judgment(
                of: received,
                submission: submission,
                as: account,
                now: now,
                snapshot: &snapshot,
                unsaved: options.template
            )
            // The row is a value that goes nowhere; it has the message and the status.
            var row = row(of: judgment, received, submission: submission, id: RequestID(0), now: now)
            row.record(judgment.step, verdict: judgment.verdict, officer: nil)
            var certificate: RequestPreview.CertificateBody?
            var omissions: [RequestPreview.Omission] = []
            if let question = judgment.question, judgment.step == .sign || judgment.step == .askOfficer {
                let prepared = try prepare(question, judgment.issuer, snapshot, isUnsaved: options.template != nil)
                do {
                    // The permit ends here: nobody signs with it.
                    let permit = try CertificateLint.permit(
                        prepared.composed.body,
                        profile: prepared.composed.profile,
                        issuer: judgment.issuer
                    )
                    let warnings = permit.warnings
                    if judgment.step == .sign {
                        row.message = message(
                            of: prepared,
                            question: question,
                            attributes: row.attributes,
                            officer: nil,
                            warnings: warnings
                        )
                    }
                    certificate = PreviewedCertificate.body(of: prepared, question: question)
                    omissions = PreviewedCertificate.omissions(of: prepared, question: question, attributes: row.attributes)
                } catch let refusal as LintRefusal {
                    guard let denial = refusal.denial else { throw refusal }
                    row.disposition = .denied
                    row.record(.refuse, verdict: .deny(denial), officer: nil)
                }
            }
            if certificate != nil, row.disposition != .denied, judgment.question?.attestation.attested?.proof != nil {
                row.disposition = .pending
                row.record(.askModule, verdict: judgment.verdict, officer: nil)
            }
            return RequestPreview(
                code: row.disposition.code,
                status: row.statusCode,
                message: row.message,
                reason: row.reason,
                callerName: row.callerName,
                requesterName: row.requesterName,
                template: row.templateName,
                templateVersion: options.template == nil ? row.templateVersion : nil,
                certificate: certificate,
                omissions: omissions
            )
        }
    }

    private func prepare(_ question: Question, _ issuer: IssuingGeneration, _ snapshot: AuthoritySnapshot, isUnsaved: Bool) throws
        -> PreparedCertificate
    {
        let profile: CertificateProfile
        if isUnsaved, let keyClass = question.received.keyClass {
            // Never remembered: the snapshot would give it to requests for the saved template of that name and version.
            profile = try CertificateProfile(template: question.template, key: keyClass, issuer: issuer)
                .attested(question.attestation.attested, template: question.template, issuer: issuer)
        } else {
            profile = try Self.profile(for: question, issuer: issuer, snapshot: snapshot)
        }
        // The serial number is shown to nobody.
        return try prepare(question, profile: profile, issuer: issuer, sequence: 0, randomness: [UInt8](repeating: 0, count: 8))
    }

    private func account(named name: String) async throws -> UUID {
        let found: Principal?
        do {
            found = try await service.directory.principal(named: name)
        } catch let error as DirectoryError where error.code == .ambiguous {
            found = nil
        }
        guard let found else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "The directory has no one account \(name.quoted). Name it as DOMAIN\\name or by its user principal name."
            )
        }
        return found.id
    }
}
