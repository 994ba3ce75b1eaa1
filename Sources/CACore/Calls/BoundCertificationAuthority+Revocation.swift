package import CAInterface
import Logging
import PKIDirectory
package import PKIFormats
import PortableFoundation

/// Revokes a certificate, or releases one from hold.
extension BoundCertificationAuthority {
    package func revoke(serial: String, reason: CRLReason, revokingAuthority: Bool) async throws -> CertificateRecord {
        let record = try await acting { snapshot, standing in
            guard !standing.rights.isDisjoint(with: [.issueAndManage, .manageAuthority]) else {
                throw refusal(standing, "revoke certificates")
            }
            guard var row = try await service.store.request(serial: try SerialText.required(serial), of: number), row.certificate != nil
            else {
                throw CAError(.notFound, status: .certsrvPropertyEmpty, "There is no such certificate.")
            }
            let revokesAuthority = try await requireRight(toRevoke: row, of: standing, isConfirmed: revokingAuthority, in: snapshot)
            let step = try revocationStep(row, reason: reason, standing: standing)
            // A release makes a certificate valid again, like an approval. Everybody may revoke what is theirs.
            if step == .release { try requireAnother(isOwn(row, signers: [], of: standing), standing, in: snapshot) }
            let now = service.clock()
            row.revision += 1
            row.officer = standing.principal.id
            if step == .release {
                row.disposition = .issued
                (row.revokedWhen, row.revokedEffectiveWhen, row.revokedReason) = (nil, nil, nil)
                row.message = "Issued  Released by " + standing.principal.accountName
            } else {
                row.disposition = .revoked
                // Another reason does not change the time from which it was revoked.
                row.revokedEffectiveWhen = row.revokedEffectiveWhen ?? now
                row.revokedWhen = row.revokedWhen ?? now
                row.revokedReason = reason.rawValue
                row.message = DispositionMessage.revoked(by: standing.principal.accountName)
            }
            row.resolvedWhen = row.resolvedWhen ?? now
            let line = try journalLine(of: row, reason: step == .release ? .removeFromCRL : reason, when: now, snapshot: snapshot)
            try await commit(
                row,
                step.pastFact,
                when: now,
                snapshot: snapshot,
                template: false,
                before: [.revocationRecorded(line)] + (revokesAuthority ? renewals(of: row, in: snapshot) : [])
            )
            return try certificateRecord(row)
        }
        // The revocation is durable and makes the list due. If the list cannot be published now, the schedule publishes it.
        do {
            try await service.revocationLists.publishRevocation(of: number)
        } catch {
            service.logger.critical(
                "a certificate was revoked but the revocation list could not be published",
                metadata: ["serial": "\(serial)", "error": "\(error)"]
            )
        }
        return record
    }

    /// A revoked certificate stays revoked. Only a hold can be released or get another reason, and an administrator may later state that the key was
    /// compromised.
    private func revocationStep(_ row: StoredRequest, reason: CRLReason, standing: Standing) throws -> RequestMachine.Step {
        guard row.disposition == .revoked, let present = row.revokedReason.flatMap({ CRLReason(known: $0) }) else {
            return try move(row, .revocationAsked(reason: reason.rawValue))
        }
        if present == .certificateHold, reason != .certificateHold { return try move(row, .revocationAsked(reason: reason.rawValue)) }
        if present != .certificateHold, present != .keyCompromise, reason == .keyCompromise, standing.rights.contains(.manageAuthority) {
            return try move(row, .compromiseFound)
        }
        let since = (row.revokedWhen ?? row.submittedWhen).formatted(.iso8601)
        throw CAError(
            .wrongState,
            status: .certsrvBadRequestStatus,
            "The certificate \(row.certificate?.serialNumber ?? "") has been revoked since \(since) for \(present); nothing was changed.",
            reason: DenialReason(
                rule: "RevokedOnce",
                field: "reason",
                value: "\(present)",
                remedy: present == .certificateHold
                    ? "Release it with removeFromCRL, or give a reason other than certificateHold."
                    : "Nothing is left to do. If its key was compromised, a CA administrator may change the reason to keyCompromise."
            )
        )
    }

    /// Revoking the certificate of a certification authority invalidates everything below it. Only the administrator of the issuing authority may do it, and is asked
    /// twice.
    /// - Returns: true if it is such a certificate.
    private func requireRight(
        toRevoke row: StoredRequest,
        of standing: Standing,
        isConfirmed: Bool,
        in snapshot: AuthoritySnapshot
    ) async throws -> Bool {
        guard let bytes = row.certificate?.bytes, let certificate = try? Certificate(derEncoded: bytes),
            certificate.basicConstraints?.isCA == true
        else {
            try await requireOfficer(standing, for: row, in: snapshot, to: "revoke certificates")
            return false
        }
        try require(.manageAuthority, of: standing, to: "revoke or release the certificate of a certification authority")
        guard isConfirmed else {
            throw CAError(
                .wrongState,
                status: .certsrvBadRequestStatus,
                "This is the certificate of the certification authority \(certificate.subject.rfc4514.quoted). Revoking it ends every certificate below it.",
                reason: DenialReason(
                    rule: "RevokingAnAuthorityIsConfirmed",
                    field: "revokeAuthority",
                    value: "false",
                    remedy: "If that is meant, repeat with --yes-revoke-authority, or with \"revokeAuthority\": true in the body."
                )
            )
        }
        return true
    }

    /// Moves the authority whose certificate was revoked or released to its next revision, so that decisions in progress for it are made again.
    private func renewals(of row: StoredRequest, in snapshot: AuthoritySnapshot) -> [CAChange] {
        snapshot.authorities.filter { known in known.stored.generations.contains { $0.certificate == row.certificate?.bytes } }.map {
            known in
            var stored = known.stored
            stored.revision += 1
            return .authorityUpdated(stored)
        }
    }

    private func journalLine(of row: StoredRequest, reason: CRLReason, when: Date, snapshot: AuthoritySnapshot) throws -> RevocationRecord {
        guard let certificate = row.certificate,
            let issuer = try authority(in: snapshot).generations.first(where: { $0.index == certificate.generation })
        else { throw IssuanceError("The request \(row.id) has no certificate of a known generation.") }
        return RevocationRecord(
            key: issuer.key,
            request: row.id,
            revision: row.revision,
            serialNumber: certificate.serialNumber,
            reason: reason.rawValue,
            when: when
        )
    }
}
