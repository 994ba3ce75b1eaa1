import Logging
import PKIDirectory
import PortableFoundation

/// Finds the addresses that a mail rule means.
struct MailRecipients: Sendable {
    /// The most addresses of one rule. A group may have more members, and a mail to everybody is a mistake.
    static let most = 100

    let directory: any DirectoryStore
    let logger: Logger

    /// - Parameters:
    ///   - policy: its approvers, and its initiators, who are the managers of its requests.
    /// - Returns: each address once. Accounts that are disabled or have no address are left out.
    func addresses(
        of rule: MailRule,
        policy: WorkflowPolicy?,
        target: UUID,
        originator: UUID?
    ) async throws -> [String] {
        var found: [String] = []
        var seen: Set<String> = []
        func add(_ address: String?) {
            guard let address, found.count < Self.most, seen.insert(address.lowercased()).inserted else { return }
            found.append(address)
        }
        for recipient in rule.to {
            switch recipient {
            case .target: add(try await address(of: target))
            case .originator: if let originator { add(try await address(of: originator)) }
            case .approvers: for address in try await addresses(of: policy?.approvers ?? []) { add(address) }
            case .managers: for address in try await addresses(of: policy?.initiators ?? []) { add(address) }
            case .address(let address): add(address)
            }
        }
        if found.isEmpty { logger.notice("a mail has no recipient with an address", metadata: ["event": "\(rule.event.rawValue)"]) }
        return found
    }

    private func address(of id: UUID) async throws -> String? {
        try await directory.principal(id: id).flatMap { $0.enabled ? $0.mail : nil }
    }

    /// Accounts, and the members of groups and of the groups in them.
    private func addresses(of trustees: [SecurityIdentifier]) async throws -> [String] {
        var found: [String] = []
        var seen = Set(trustees)
        var waiting = trustees
        while let next = waiting.popLast(), found.count < Self.most {
            guard let principal = try await directory.principal(sid: next), principal.enabled else { continue }
            guard principal.kind == .group else {
                if let mail = principal.mail { found.append(mail) }
                continue
            }
            let members = try await directory.members(of: next, page: DirectoryPage(limit: Self.most))
            waiting += members.map(\.sid).filter { seen.insert($0).inserted }
        }
        return found.sorted()
    }
}
