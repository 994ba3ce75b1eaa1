import CAInterface
import PKIDirectory
import PortableFoundation

/// What limits an officer beside the right itself: the officer rights, and the ban on deciding for oneself.
extension BoundCertificationAuthority {
    /// The right to manage certificates, for this request.
    /// - Throws: `CAError.accessDenied`; with 0x80094009 and the line that decided, when the officer rights refuse.
    func requireOfficer(_ standing: Standing, for row: StoredRequest, in snapshot: AuthoritySnapshot, to act: String) async throws {
        try require(.issueAndManage, of: standing, to: act)
        let lines = try authority(in: snapshot).stored.duties.officerRestrictions
        guard !lines.isEmpty else { return }
        let subject = try await snapshot.principal(row.requester, from: service.directory)?.principal
        let matching = lines.filter { $0.matches(officer: standing.principal, template: row.templateName, subject: subject) }
        let denying = matching.first(where: \.isDeny)
        if denying == nil, !matching.isEmpty { return }
        let template = row.templateName.map { "the template \($0.quoted)" } ?? "no template"
        throw CAError(
            .accessDenied,
            status: .certsrvRestrictedOfficer,
            "\(standing.principal.accountName) may not \(act) for \(row.requesterName) with \(template): "
                + (denying == nil ? "the officer rights have no line that allows it." : "a line of the officer rights denies it."),
            reason: DenialReason(
                rule: "OfficerIsNotRestricted",
                field: "officerRights",
                value: denying?.text ?? "\(row.requesterName) \(row.templateName ?? "")",
                remedy: "Ask an officer who may, or an administrator for a line that allows it (chancery officer list)."
            )
        )
    }

    /// Whether the request is the officer's own: sent, signed or received by the officer.
    func isOwn(_ row: StoredRequest, signers: [KnownSigner], of standing: Standing) -> Bool {
        let me = standing.principal.id
        // Who imported a row that no account asked for is not its holder.
        let isImported = row.requester == UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        return (row.caller == me && !isImported) || row.requester == me || signers.contains { $0.holder == me }
    }

    /// - Throws: `CAError.accessDenied`, unless one person runs the authority alone.
    func requireAnother(
        _ isOwn: Bool,
        _ standing: Standing,
        in snapshot: AuthoritySnapshot,
        to act: String = "approve their own request"
    ) throws {
        guard isOwn, !(try authority(in: snapshot).stored.singleOperator) else { return }
        throw CAError(
            .accessDenied,
            status: .accessDenied,
            "Nobody may \(act). Ask another officer.",
            reason: DenialReason(
                rule: "NobodyApprovesTheirOwnRequest",
                field: "officer",
                value: standing.principal.accountName,
                remedy: "If one person runs everything: chancery authority set --single-operator on."
            )
        )
    }
}
