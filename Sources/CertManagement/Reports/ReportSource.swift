import CAInterface
import PortableFoundation
import PKIDirectory

/// Gives the rows of a report page by page, so that a report of any length needs the memory of one page.
package struct ReportSource: Sendable {
    package let report: ManagementReport
    let bound: BoundManagement
    let selection: ManagementReport.Selection
    let lens: BoundManagement.Lens
    private var names: AccountNames
    /// Profile templates whose profiles or cards are still to come, in the order of their names, so that two runs over the same rows are alike.
    private var remaining: [UUID]
    /// The last row of the page before.
    private var after: UUID?

    init(_ report: ManagementReport, _ bound: BoundManagement, _ selection: ManagementReport.Selection, _ lens: BoundManagement.Lens) {
        self.report = report
        self.bound = bound
        self.selection = selection
        self.lens = lens
        names = AccountNames(directory: bound.service.directory)
        let chosen = lens.auditable.filter { selection.profileTemplate == nil || $0 == selection.profileTemplate }
        remaining = chosen.sorted { (lens.templates[$0]?.name ?? "") < (lens.templates[$1]?.name ?? "") }
    }

    /// The next rows, each with a cell for each column; nil at the end. A page may be empty.
    package mutating func next() async throws -> [[String]]? {
        guard let template = remaining.first else { return nil }
        switch report {
        case .requests: return try await requests()
        case .profiles:
            let page = try await profiles(of: template)
            var rows: [[String]] = []
            for profile in page { rows.append(try await row(profile)) }
            return rows
        case .smartcards:
            let query = SmartcardQuery(
                assignedUser: selection.user,
                profileTemplate: template,
                after: after,
                limit: BoundManagement.readLength
            )
            let page = try await bound.reading { try await bound.store.smartcards(query) }
            turn(after: page.last?.id, isLast: page.count < query.limit)
            var rows: [[String]] = []
            for card in page { rows.append(try await row(card)) }
            return rows
        case .certificates:
            var rows: [[String]] = []
            for profile in try await profiles(of: template) {
                let certificates = try await bound.standingCertificates(ofProfile: profile.id)
                for certificate in certificates where selection.contains(certificate.notAfter) {
                    rows.append(try await row(certificate, of: profile))
                }
            }
            return rows
        }
    }

    /// Requests of all profile templates come in one order, so the list of the templates is only a sign that there are more.
    private mutating func requests() async throws -> [[String]] {
        // A party that nobody is: only the profile templates count.
        let nobody = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        var query = ManagementRequestQuery(
            target: selection.user,
            reader: .init(party: nobody, profileTemplates: lens.auditable),
            after: after,
            limit: BoundManagement.readLength
        )
        (query.profileTemplate, query.submittedFrom, query.submittedBefore) = (selection.profileTemplate, selection.from, selection.before)
        let asked = query
        let page = try await bound.reading { try await bound.store.managementRequests(asked) }
        after = page.last?.id
        if page.count < query.limit { remaining = [] }
        var rows: [[String]] = []
        for request in page {
            rows.append([
                text(request.id), request.operation.rawValue, request.status.name, try await names.name(of: request.target.id),
                try await names.name(of: request.originator.id), template(request.profileTemplate), request.submitted.formatted(.iso8601),
                request.machine.completedWhen?.formatted(.iso8601) ?? "", String(request.priority), request.comment,
                text(request.oldProfile), text(request.newProfile), text(request.oldSmartcard), text(request.newSmartcard),
            ])
        }
        return rows
    }

    private mutating func profiles(of template: UUID) async throws -> [Profile] {
        let query = ProfileQuery(assignedUser: selection.user, profileTemplate: template, after: after, limit: BoundManagement.readLength)
        let page = try await bound.reading { try await bound.store.profiles(query) }
        turn(after: page.last?.id, isLast: page.count < query.limit)
        return page
    }

    private mutating func turn(after last: UUID?, isLast: Bool) {
        after = isLast ? nil : last
        if isLast { remaining.removeFirst() }
    }

    private mutating func row(_ profile: Profile) async throws -> [String] {
        [
            text(profile.id), profile.status.name, try await names.name(of: profile.assignedUser), template(profile.profileTemplate),
            String(profile.profileTemplateVersion), text(profile.primary), text(profile.parent), text(profile.smartcard), profile.comment,
        ]
    }

    private mutating func row(_ card: Smartcard) async throws -> [String] {
        [
            text(card.id), card.status.name, try await names.name(of: card.assignedUser), template(card.profileTemplate),
            String(card.profileTemplateVersion), text(card.cardID), card.atr, text(card.profile), text(card.parent), text(card.permanent),
            card.comment,
        ]
    }

    private mutating func row(_ certificate: ManagedCertificate, of profile: Profile) async throws -> [String] {
        [
            certificate.serialNumber, certificate.thumbprint, certificate.authority, String(certificate.authorityRequest.rawValue),
            certificate.template, try await names.name(of: profile.assignedUser), text(profile.id), template(profile.profileTemplate),
            certificate.notBefore.formatted(.iso8601), certificate.notAfter.formatted(.iso8601), certificate.origin.rawValue,
            certificate.standing.rawValue,
        ]
    }

    private func template(_ id: UUID) -> String { lens.templates[id]?.name ?? text(id) }

    private func text(_ id: UUID?) -> String { id?.uuidString.lowercased() ?? "" }
}

/// The names of accounts, each looked up once for the rows of one report; bounded, because a report may name everybody.
private struct AccountNames {
    let directory: any PrincipalSource
    private var known: [UUID: String] = [:]

    init(directory: any PrincipalSource) { self.directory = directory }

    mutating func name(of id: UUID) async throws -> String {
        if let name = known[id] { return name }
        if known.count >= 10_000 { known = [:] }
        let name = try await directory.principal(id: id)?.accountName ?? id.uuidString.lowercased()
        known[id] = name
        return name
    }
}

extension BoundManagement {
    /// A report over the profile templates that the caller may audit.
    /// - Throws: `.accessDenied` when there is none.
    package func report(_ report: ManagementReport, _ selection: ManagementReport.Selection) async throws -> ReportSource {
        let lens = try await lens()
        guard !lens.auditable.isEmpty else {
            throw ManagementError(
                .accessDenied,
                "Reports need the right Audit on a profile template. Ask an administrator for it, or for the report."
            )
        }
        return ReportSource(report, self, selection, lens)
    }
}
