import CAInterface
import CertificateTemplates
import PKIFormats
import PortableFoundation
import Synchronization

/// A CA that loses answers: the next submissions are made and recorded, but the caller is told that the CA is unavailable.
final class LossyAuthoritySource: AuthoritySource {
    private let authorities: any AuthoritySource
    private let losses = Mutex(0)
    private let seen = Mutex<[Submission]>([])
    /// The submissions that still reach the CA; nil for all.
    private let left = Mutex<Int?>(nil)

    init(_ authorities: any AuthoritySource) { self.authorities = authorities }

    private let revocationLosses = Mutex<(before: Int, after: Int)>((0, 0))

    /// The next revocations fail: some before they are done, then some after, when only the answer is lost.
    func loseRevocations(before: Int = 0, after: Int = 0) { revocationLosses.withLock { $0 = (before, after) } }

    private let interruption = Mutex<(@Sendable () async throws -> Void)?>(nil)

    /// The next revocation sleeps meanwhile, before the CA gets it.
    func sleepBeforeRevocation(_ body: @escaping @Sendable () async throws -> Void) { interruption.withLock { $0 = body } }

    fileprivate func takeInterruption() -> (@Sendable () async throws -> Void)? {
        interruption.withLock { body in
            defer { body = nil }
            return body
        }
    }

    fileprivate func takeLossBefore() -> Bool {
        revocationLosses.withLock { left in
            guard left.before > 0 else { return false }
            left.before -= 1
            return true
        }
    }

    fileprivate func takeLossAfter() -> Bool {
        revocationLosses.withLock { left in
            guard left.after > 0 else { return false }
            left.after -= 1
            return true
        }
    }

    func loseAnswers(_ count: Int) { losses.withLock { $0 = count } }
    var submissions: [Submission] { seen.withLock { $0 } }

    /// From now on only this many submissions reach the CA, and then none; nil for all.
    func reach(_ count: Int?) { left.withLock { $0 = count } }

    func authorities() async throws -> [AuthorityDescription] { try await authorities.authorities() }

    func addAuthority(_ order: AuthorityOrder, for caller: Caller) async throws -> RenewalOutcome {
        try await authorities.addAuthority(order, for: caller)
    }

    func authority(named name: String, for caller: Caller) async throws -> any BoundAuthority {
        LossyAuthority(authority: try await authorities.authority(named: name, for: caller), source: self)
    }

    fileprivate func note(_ submission: Submission) { seen.withLock { $0.append(submission) } }

    fileprivate func takeConnection() -> Bool {
        left.withLock { left in
            guard let count = left else { return true }
            left = max(0, count - 1)
            return count > 0
        }
    }

    fileprivate func takeLoss() -> Bool {
        losses.withLock { left in
            guard left > 0 else { return false }
            left -= 1
            return true
        }
    }
}

private struct LossyAuthority: BoundAuthority {
    let authority: any BoundAuthority
    let source: LossyAuthoritySource

    func submit(_ submission: Submission) async throws -> Disposition {
        guard source.takeConnection() else { throw CAError(.unavailable, status: .rpcServerUnavailable, "The CA does not answer.") }
        source.note(submission)
        let disposition = try await authority.submit(submission)
        if source.takeLoss() { throw CAError(.unavailable, status: .rpcServerUnavailable, "The connection to the CA was lost.") }
        return disposition
    }

    func disposition(of request: RequestID, wantsFullResponse: Bool) async throws -> Disposition {
        try await authority.disposition(of: request, wantsFullResponse: wantsFullResponse)
    }
    func disposition(ofSerial serial: String) async throws -> Disposition { try await authority.disposition(ofSerial: serial) }
    func property(_ id: CAPropertyID, index: Int) async throws -> CAPropertyValue { try await authority.property(id, index: index) }
    func approve(_ request: RequestID) async throws -> Disposition { try await authority.approve(request) }
    func deny(_ request: RequestID) async throws -> Disposition { try await authority.deny(request) }
    func resubmit(_ request: RequestID) async throws -> Disposition { try await authority.resubmit(request) }
    func revoke(serial: String, _ revocation: Revocation) async throws -> CertificateRecord {
        let loss = CAError(.unavailable, status: .rpcServerUnavailable, "The connection to the CA was lost.")
        if source.takeLossBefore() { throw loss }
        try await source.takeInterruption()?()
        let record = try await authority.revoke(serial: serial, revocation)
        if source.takeLossAfter() { throw loss }
        return record
    }
    func setAttributes(_ attributes: RequestAttributes, of request: RequestID) async throws {
        try await authority.setAttributes(attributes, of: request)
    }
    func setExtension(_ change: ExtensionChange, of request: RequestID) async throws {
        try await authority.setExtension(change, of: request)
    }
    func setShownAfterExpiry(_ isShown: Bool, serial: String) async throws {
        try await authority.setShownAfterExpiry(isShown, serial: serial)
    }
    func validity(serial: String) async throws -> CertificateValidity { try await authority.validity(serial: serial) }
    func importCertificate(_ certificate: [UInt8], options: CertificateImportOptions) async throws -> RequestID {
        try await authority.importCertificate(certificate, options: options)
    }
    func importHistory(_ rows: [HistoryRow]) async throws -> [HistoryOutcome] { try await authority.importHistory(rows) }
    func erase(_ selection: Erasure) async throws -> Int { try await authority.erase(selection) }
    func republishRevocationLists() async throws { try await authority.republishRevocationLists() }
    func publishRevocationLists(_ kinds: RevocationListKinds, until: Date?, passphrase: [UInt8]?) async throws {
        try await authority.publishRevocationLists(kinds, until: until, passphrase: passphrase)
    }
    func setProperty(_ id: CAPropertyID, index: Int, to value: CAPropertyValue) async throws {
        try await authority.setProperty(id, index: index, to: value)
    }
    func testExitReceiver(_ name: String) async throws -> ExitTest { try await authority.testExitReceiver(name) }
    func revocationLists() async throws -> [RevocationListRecord] { try await authority.revocationLists() }
    func settings() async throws -> AuthoritySettings { try await authority.settings() }
    func generations() async throws -> AuthorityGenerations { try await authority.generations() }
    func renew(_ order: RenewalOrder) async throws -> RenewalOutcome { try await authority.renew(order) }
    func discardRenewal() async throws { try await authority.discardRenewal() }
    func installCertificate(_ certificates: AuthorityCertificates) async throws -> RenewalOutcome {
        try await authority.installCertificate(certificates)
    }
    func change(_ settings: AuthoritySettingsUpdate) async throws -> AuthoritySettings { try await authority.change(settings) }
    func templateStates() async throws -> [TemplateState] { try await authority.templateStates() }
    func publishTemplate(_ name: String) async throws { try await authority.publishTemplate(name) }
    func withdrawTemplate(_ name: String) async throws { try await authority.withdrawTemplate(name) }
    func template(named name: String) async throws -> CertificateTemplate { try await authority.template(named: name) }
    func templateHistory(of name: String) async throws -> TemplateHistory { try await authority.templateHistory(of: name) }
    func edit(_ edits: [TemplateEdit], _ options: TemplateEditOptions) async throws -> TemplateEditOutcome {
        try await authority.edit(edits, options)
    }
    func retireTemplate(_ name: String, version: Int?) async throws { try await authority.retireTemplate(name, version: version) }
    func acceptRule(_ acceptance: TemplateEdit.Acceptance, ofTemplate name: String) async throws {
        try await authority.acceptRule(acceptance, ofTemplate: name)
    }
    func withdrawAcceptance(of rule: String, ofTemplate name: String) async throws {
        try await authority.withdrawAcceptance(of: rule, ofTemplate: name)
    }
    func access(toTemplate name: String, principal: String?) async throws -> TemplateAccess {
        try await authority.access(toTemplate: name, principal: principal)
    }
    func agentGrants() async throws -> [AgentGrantRecord] { try await authority.agentGrants() }
    func grantAgent(_ agent: String, template: String, subjects: String, acts: Set<AgentAct>) async throws -> AgentGrantRecord {
        try await authority.grantAgent(agent, template: template, subjects: subjects, acts: acts)
    }
    func removeAgentGrant(_ agent: String, template: String, subjects: String) async throws {
        try await authority.removeAgentGrant(agent, template: template, subjects: subjects)
    }
    func requests(_ query: RecordQuery) async throws -> [RequestRecord] { try await authority.requests(query) }
    func request(_ id: RequestID) async throws -> RequestRecord { try await authority.request(id) }
    func certificates(_ query: RecordQuery) async throws -> [CertificateRecord] { try await authority.certificates(query) }
    func certificate(serial: String) async throws -> CertificateRecord { try await authority.certificate(serial: serial) }
    func myRoles() async throws -> CallerRoles { try await authority.myRoles() }
    func security() async throws -> Revised<AuthorityAccess> { try await authority.security() }
    func setSecurity(_ access: AuthorityAccess, expecting revision: Int?) async throws -> Revised<AuthorityAccess> {
        try await authority.setSecurity(access, expecting: revision)
    }
    func officerRights() async throws -> Revised<[OfficerRestriction]> { try await authority.officerRights() }
    func setOfficerRights(_ lines: [OfficerRestriction], expecting revision: Int?) async throws -> Revised<[OfficerRestriction]> {
        try await authority.setOfficerRights(lines, expecting: revision)
    }
    func auditFilter() async throws -> Revised<AuditFilter> { try await authority.auditFilter() }
    func setAuditFilter(_ filter: AuditFilter, expecting revision: Int?) async throws -> Revised<AuditFilter> {
        try await authority.setAuditFilter(filter, expecting: revision)
    }
    func configuration(node: String?) async throws -> [ConfigurationEntry] { try await authority.configuration(node: node) }
    func configurationEntry(node: String, entry: String) async throws -> ConfigurationValue {
        try await authority.configurationEntry(node: node, entry: entry)
    }
    func setConfigurationEntry(node: String, entry: String, value: ConfigurationValue) async throws {
        try await authority.setConfigurationEntry(node: node, entry: entry, value: value)
    }
    func changeConfigurationEntry(node: String, entry: String, adding: [String], removing: [String]) async throws -> ConfigurationValue {
        try await authority.changeConfigurationEntry(node: node, entry: entry, adding: adding, removing: removing)
    }
    func keyRecovery(of request: RequestID) async throws -> KeyRecovery { try await authority.keyRecovery(of: request) }
    func take(_ step: KeyRecoveryStep, onRecoveryOf request: RequestID, reason: String) async throws -> KeyRecovery {
        try await authority.take(step, onRecoveryOf: request, reason: reason)
    }
    func archivedKey(of request: RequestID) async throws -> [UInt8] { try await authority.archivedKey(of: request) }
    func importKey(_ key: [UInt8], of request: RequestID, replaces: Bool) async throws {
        try await authority.importKey(key, of: request, replaces: replaces)
    }
    func view(_ query: ViewQuery) async throws -> ViewPage { try await authority.view(query) }
    func templates(enrollable: Bool) async throws -> [CertificateTemplate] { try await authority.templates(enrollable: enrollable) }
    func preview(_ submission: Submission, _ options: RequestPreviewOptions) async throws -> RequestPreview {
        try await authority.preview(submission, options)
    }
}
