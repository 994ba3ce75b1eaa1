import PKIFormats
import CertificateTemplates
import CAInterface
import PKIDirectory
import PortableFoundation

/// Functions that the acts of officers and administrators share.
extension BoundCertificationAuthority {
    /// Loads, decides and commits. Repeats this when data that it read has changed meanwhile.
    func acting<Answer>(_ operation: (AuthoritySnapshot, Standing) async throws -> Answer) async throws -> Answer {
        try await service.mapped {
            var snapshot = try await service.snapshots.current()
            var attempt = 0
            while true {
                attempt += 1
                do {
                    return try await operation(snapshot, try await standing(in: snapshot))
                } catch let failure as CommitError {
                    switch failure {
                    case .moved where attempt < Self.mostAttempts, .serialNumberUsed where attempt < Self.mostAttempts:
                        snapshot = try await service.snapshots.load()
                    default:
                        throw failure
                    }
                }
            }
        }
    }

    func commit(
        _ row: StoredRequest,
        _ act: AuditEvent.RequestAct,
        when: Date,
        snapshot: AuthoritySnapshot,
        template: Bool,
        ownRequest: Bool = false,
        detail: String? = nil,
        before: [CAChange] = [],
        precertificate: StoredPrecertificate? = nil
    ) async throws {
        let known = try authority(in: snapshot)
        let record = AuditRecord(
            .request(
                row,
                act,
                by: caller,
                certificateIsNew: row.certificate != nil && row.disposition == .issued,
                ownRequest: ownRequest,
                precertificate: precertificate?.certificate,
                detail: detail
            ),
            by: .caller(caller),
            when: when
        )
        let basis = Basis(
            request: Basis.Revision(authority: number, request: row.id, revision: row.revision - 1),
            templateName: template ? row.templateName : nil,
            templateVersion: template ? row.templateVersion : nil,
            rightsEpoch: snapshot.rightsEpoch,
            authority: number,
            authorityRevision: known.stored.revision
        )
        try await service.store.commit(
            before + [.requestUpdated(row)] + (precertificate.map { [.precertificateSigned($0)] } ?? []) + [.audited(record)]
                + known.exitChanges(row, act, when: when),
            expecting: basis
        )
    }

    func move(_ row: StoredRequest, _ event: RequestMachine.Event) throws -> RequestMachine.Step {
        var machine = RequestMachine(stored: row.disposition, revokedReason: row.revokedReason)
        do {
            return try machine.apply(event)
        } catch {
            throw wrongState(row)
        }
    }

    func wrongState(_ row: StoredRequest) -> CAError {
        CAError(.wrongState, status: .certsrvBadRequestStatus, "The request \(row.id) \(Self.state(of: row)) Nothing was changed.")
    }

    /// The state of a request, and the acts that it allows, as the rest of a sentence about it.
    private static func state(of row: StoredRequest) -> String {
        let serial = row.certificate?.serialNumber ?? ""
        switch row.disposition {
        case .pending: return "waits for an officer: approve it (chancery request approve \(row.id)) or deny it."
        case .issued:
            return "was issued: it has the certificate \(serial). To end that, revoke it (chancery certificate revoke \(serial))."
        case .revoked:
            let since = (row.revokedWhen ?? row.submittedWhen).formatted(.iso8601)
            let reason = row.revokedReason.map { CRLReason(rawValue: $0).description } ?? "unspecified"
            return "was issued, and its certificate \(serial) was revoked at \(since) (\(reason)). Have a new request sent."
        case .denied:
            return "was denied. A CA administrator may have it judged again (chancery request resubmit \(row.id)). Or have a new one sent."
        case .error: return "failed before anybody decided, because a signature does not verify. Have a new one sent."
        case .foreign:
            return "stands for the imported certificate \(serial) of another authority, which alone revokes or releases it."
        case .caCertificate: return "stands for the authority's own certificate."
        default: return "is still being decided. Ask for it again in a moment (chancery request show \(row.id))."
        }
    }

    func present(_ row: StoredRequest?) throws -> StoredRequest {
        guard let row else { throw CAError(.notFound, status: .certsrvPropertyEmpty, "There is no such request.") }
        return row
    }

    func require(_ right: AccessRights, of standing: Standing, to act: String) throws {
        guard standing.rights.contains(right) else { throw refusal(standing, act) }
    }

    func refusal(_ standing: Standing, _ act: String) -> CAError {
        let name = standing.principal.accountName
        guard standing.isSuspended else {
            return CAError(.accessDenied, status: .accessDenied, "\(name) has no right to \(act) at this authority.")
        }
        let roles = AuthorityRoles(rights: standing.held).intersection(.separated).names.joined(separator: ", ")
        return CAError(
            .accessDenied,
            status: .certsrvRoleConflict,
            "\(name) has no right to \(act) at this authority: role separation is on, and the account holds several roles (\(roles)).",
            reason: DenialReason(
                rule: "OneRoleForEachAccount",
                field: "roles",
                value: roles,
                remedy: "Take all but one of these roles from the account."
            )
        )
    }
}
