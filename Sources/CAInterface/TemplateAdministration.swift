public import CertificateTemplates

/// The templates of the installation as one caller may see and change them. They belong to no single authority. Rights are checked inside:
/// those of administrators are the ones at the authority through which the call comes.
public protocol TemplateAdministration: Sendable {
    /// The newest version, by name or OID. Administrators, officers and auditors see every template; others see those that are published
    /// and that they may read.
    /// - Throws: `CAError.notFound`, also for a retired template.
    func template(named name: String) async throws -> CertificateTemplate
    /// Every version. For officers, administrators and auditors.
    func templateHistory(of name: String) async throws -> TemplateHistory
    /// Stores all documents in one commit, or none of them. For administrators; the holders of Write at a template may edit it too, except
    /// its access list.
    /// - Throws: `CAError.preconditionFailed` when a template is not in the state that its edit expects; `.malformed` when two documents
    ///   have one name, or when a rule that is to be accepted is not broken or cannot be accepted.
    func edit(_ edits: [TemplateEdit], _ options: TemplateEditOptions) async throws -> TemplateEditOutcome
    /// Ends the use of a template: every authority withdraws it, and its name, OID and history stay. For administrators.
    /// - Parameter version: the newest version; nil retires any.
    func retireTemplate(_ name: String, version: Int?) async throws
    /// Accepts that a stored template breaks a rule, without a new version. For administrators.
    func acceptRule(_ acceptance: TemplateEdit.Acceptance, ofTemplate name: String) async throws
    /// From now on the template issues nothing as long as it breaks the rule. For administrators.
    func withdrawAcceptance(of rule: String, ofTemplate name: String) async throws
    /// Why a principal may enroll, or may not. For administrators and auditors, and for everybody about themselves.
    /// - Parameter principal: nil is the caller.
    func access(toTemplate name: String, principal: String?) async throws -> TemplateAccess

    /// Every grant. For officers, administrators and auditors.
    func agentGrants() async throws -> [AgentGrantRecord]
    /// Lets an agent act for the members of a group and a template; a grant for the same three gets these acts instead of its own. For administrators.
    /// - Parameters: names; the agent by its GUID and the group by its SID too.
    func grantAgent(_ agent: String, template: String, subjects: String, acts: Set<AgentAct>) async throws -> AgentGrantRecord
    /// - Throws: `CAError.notFound` when there is no such grant.
    func removeAgentGrant(_ agent: String, template: String, subjects: String) async throws
}

extension TemplateAdministration {
    /// Lets an agent enroll the members of a group for a template.
    public func grantAgent(_ agent: String, template: String, subjects: String) async throws -> AgentGrantRecord {
        try await grantAgent(agent, template: template, subjects: subjects, acts: [.enroll])
    }
}
