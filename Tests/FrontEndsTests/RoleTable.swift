import CAInterface
import CertManagement
import CertificateTemplates
import Foundation
import HTTPTypes
import PKIDirectory
import PKIFormats
import Testing
import WireProtocols

/// The people of the role test: each holds exactly one role. Everybody but the reader may also enroll, because that right belongs to
/// Authenticated Users.
enum Role: Character, CaseIterable {
    case administrator = "A"
    case officer = "O"
    case auditor = "U"
    case backupOperator = "P"
    case reader = "R"
    case enrollee = "E"

    var account: String {
        switch self {
        case .administrator: "ada"
        case .officer: "olaf"
        case .auditor: "uma"
        case .backupOperator: "petra"
        case .reader: "rita"
        case .enrollee: "erin"
        }
    }
}

/// What the call is made on: a request in this state, an account, or nothing of anybody.
enum RoleObject {
    case nothing, pending, denied, issued, held, account
    /// Issued, with an archived key on whose recovery two officers agreed.
    case archived
}

/// One object of the call and its owner.
struct RoleTarget: Sendable {
    var account: String
    var id = RequestID(0)
    var serial = "00"
    /// Its private key, encrypted for the authority.
    var envelope: [UInt8] = []
}

/// Everything a call in process needs.
struct RolePlace: Sendable {
    let bound: any BoundAuthority
    let authorities: any AuthoritySource
    let accounts: DirectoryAdministration
    let management: BoundManagement
    let mail: MailAdministration
    let record: any RecordSource
    let caller: Caller
    let target: RoleTarget
    let request: [UInt8]
    /// What an outside CA issued for the authority of the row.
    var chain: [[UInt8]] = []
}

/// One row: a call, on whose objects, and the letters of the roles that may make it. To add a call, add a line to `all`.
struct RoleRow: Sendable, CustomTestStringConvertible {
    let call: String
    let route: APIRoute
    let method: String
    let object: RoleObject
    /// On objects of others, or on the authority itself.
    let others: String
    /// On the caller's own object.
    let own: String
    /// Who may not is told that there is no such row.
    let hides: Bool
    let path: @Sendable (RoleTarget) -> APIPath
    let body: @Sendable (RolePlaceText) -> String?
    let inProcess: @Sendable (RolePlace) async throws -> Void

    var testDescription: String { "\(call): \(method) \(route.rawValue) (\(object))" }

    init(
        _ call: String,
        _ route: APIRoute,
        _ method: String = "GET",
        _ object: RoleObject = .nothing,
        others: String,
        own: String = "",
        hides: Bool = false,
        path: @escaping @Sendable (RoleTarget) -> APIPath,
        body: @escaping @Sendable (RolePlaceText) -> String? = { _ in nil },
        _ inProcess: @escaping @Sendable (RolePlace) async throws -> Void
    ) {
        self.call = call
        self.route = route
        self.method = method
        self.object = object
        self.others = others
        self.own = own
        self.hides = hides
        self.path = path
        self.body = body
        self.inProcess = inProcess
    }
}

/// What a body may name.
struct RolePlaceText: Sendable {
    let account: String
    let request: [UInt8]
    var chain: [[UInt8]] = []
    let envelope: [UInt8]
}

extension RoleRow {
    static let ca = FrontEndFixture.ca
    static let everybody = "AOUPRE"

    static let all: [RoleRow] =
        requests + edits + certificates + authority + life + configuration + templates + directory
        + profileTemplates + mail + record

    private static let requests: [RoleRow] = [
        RoleRow("submit", .requests, "POST", others: "AOUPE", path: { _ in .requests(authority: ca) }, body: { submission($0.request) }) {
            let disposition = try await $0.bound.submit(
                Submission(bytes: $0.request, attributes: RequestAttributes(["CertificateTemplate": "User"]))
            )
            if disposition.code == .denied { throw CAError(.accessDenied, status: disposition.status, disposition.message) }
        },
        RoleRow("requests", .requests, others: everybody, path: { _ in .requests(authority: ca) }) {
            _ = try await $0.bound.requests(RecordQuery())
        },
        RoleRow(
            "disposition",
            .request,
            "GET",
            .pending,
            others: "AOU",
            own: everybody,
            hides: true,
            path: { .request(authority: ca, $0.id) }
        ) {
            _ = try await $0.bound.disposition(of: $0.target.id, wantsFullResponse: false)
        },
        RoleRow(
            "request",
            .requestRecord,
            "GET",
            .pending,
            others: "AOU",
            own: everybody,
            hides: true,
            path: { .requestRecord(authority: ca, $0.id) }
        ) {
            _ = try await $0.bound.request($0.target.id)
        },
        RoleRow("approve", .approve, "POST", .pending, others: "O", path: { .act(authority: ca, $0.id, .approve) }) {
            _ = try await $0.bound.approve($0.target.id)
        },
        RoleRow("deny", .deny, "POST", .pending, others: "O", own: "O", path: { .act(authority: ca, $0.id, .deny) }) {
            _ = try await $0.bound.deny($0.target.id)
        },
        RoleRow("resubmit", .resubmit, "POST", .pending, others: "O", path: { .act(authority: ca, $0.id, .resubmit) }) {
            _ = try await $0.bound.resubmit($0.target.id)
        },
        RoleRow("resubmit", .resubmit, "POST", .denied, others: "A", path: { .act(authority: ca, $0.id, .resubmit) }) {
            _ = try await $0.bound.resubmit($0.target.id)
        },
    ]

    private static let edits: [RoleRow] = [
        RoleRow("preview", .preview, "POST", others: everybody, path: { _ in .preview(authority: ca) }, body: { submission($0.request) }) {
            let asked = Submission(bytes: $0.request, attributes: RequestAttributes(["CertificateTemplate": "User"]))
            _ = try await $0.bound.preview(asked, RequestPreviewOptions())
        },
        RoleRow(
            "setAttributes",
            .requestAttributes,
            "PUT",
            .pending,
            others: "O",
            own: "O",
            path: { .requestAttributes(authority: ca, $0.id) },
            body: { _ in #"{"attributes":{"note":"x"}}"# }
        ) {
            try await $0.bound.setAttributes(RequestAttributes(["note": "x"]), of: $0.target.id)
        },
        RoleRow(
            "setExtension",
            .requestExtension,
            "PUT",
            .pending,
            others: "O",
            own: "O",
            path: { .requestExtension(authority: ca, $0.id, oid: "1.3.6.1.4.1.99999.1") },
            body: { _ in #"{"type":"string","value":"x"}"# }
        ) {
            try await $0.bound.setExtension(ExtensionChange(oid: "1.3.6.1.4.1.99999.1", value: [5, 0]), of: $0.target.id)
        },
        RoleRow("keyRecovery", .keyRecovery, "GET", .archived, others: "OU", own: "OU", path: { .keyRecovery(authority: ca, $0.id) }) {
            _ = try await $0.bound.keyRecovery(of: $0.target.id)
        },
        RoleRow(
            "take",
            .keyRecovery,
            "POST",
            .archived,
            others: "O",
            own: "O",
            path: { .keyRecovery(authority: ca, $0.id) },
            body: { _ in #"{"step":"withdraw","reason":"x"}"# }
        ) {
            _ = try await $0.bound.take(.withdraw, onRecoveryOf: $0.target.id, reason: "x")
        },
        RoleRow(
            "archivedKey",
            .archivedKey,
            "POST",
            .archived,
            others: "O",
            own: "O",
            path: { .archivedKey(authority: ca, $0.id) }
        ) {
            _ = try await $0.bound.archivedKey(of: $0.target.id)
        },
        RoleRow(
            "importKey",
            .archivedKey,
            "PUT",
            .archived,
            others: "O",
            own: "O",
            path: { .archivedKey(authority: ca, $0.id) },
            body: { #"{"key":"\#(Base64.encode($0.envelope))","replace":true}"# }
        ) {
            try await $0.bound.importKey($0.target.envelope, of: $0.target.id, replaces: true)
        },
        // An officer who is an administrator too may: nobody here is both.
        RoleRow("erase", .erasures, "POST", others: "", path: { _ in .erasures(authority: ca) }, body: { _ in failed }) {
            _ = try await $0.bound.erase(.failed(before: Date(timeIntervalSince1970: 0)))
        },
        RoleRow("importHistory", .history, "POST", others: "", path: { _ in .history(authority: ca) }, body: { _ in #"{"rows":[]}"# }) {
            _ = try await $0.bound.importHistory([])
        },
    ]

    private static let certificates: [RoleRow] = [
        RoleRow(
            "importCertificate",
            .certificates,
            "POST",
            others: "O",
            path: { _ in .certificates(authority: ca) },
            body: { _ in #"{"certificate":"\#(Base64.encode(foreign))","allowForeign":true}"# }
        ) {
            _ = try await $0.bound.importCertificate(foreign, options: .allowForeign)
        },
        RoleRow(
            "validity",
            .validity,
            "GET",
            .issued,
            others: everybody,
            own: everybody,
            path: { .validity(authority: ca, serial: $0.serial) }
        ) {
            _ = try await $0.bound.validity(serial: $0.target.serial)
        },
        RoleRow(
            "setShownAfterExpiry",
            .shownAfterExpiry,
            "PUT",
            .issued,
            others: "AO",
            own: "AO",
            path: { .shownAfterExpiry(authority: ca, serial: $0.serial) }
        ) {
            try await $0.bound.setShownAfterExpiry(true, serial: $0.target.serial)
        },
        RoleRow(
            "setShownAfterExpiry",
            .shownAfterExpiry,
            "DELETE",
            .issued,
            others: "AO",
            own: "AO",
            path: { .shownAfterExpiry(authority: ca, serial: $0.serial) }
        ) {
            try await $0.bound.setShownAfterExpiry(false, serial: $0.target.serial)
        },
        RoleRow(
            "republishRevocationLists",
            .revocationLists,
            "POST",
            others: "AO",
            path: { _ in .revocationLists(authority: ca) },
            body: { _ in #"{"republish":true}"# }
        ) {
            try await $0.bound.republishRevocationLists()
        },
        RoleRow("certificates", .certificates, others: everybody, path: { _ in .certificates(authority: ca) }) {
            _ = try await $0.bound.certificates(RecordQuery())
        },
        RoleRow(
            "certificate",
            .certificate,
            "GET",
            .issued,
            others: "AOU",
            own: everybody,
            hides: true,
            path: { .certificate(authority: ca, serial: $0.serial) }
        ) {
            _ = try await $0.bound.certificate(serial: $0.target.serial)
        },
        RoleRow(
            "revoke",
            .revocation,
            "POST",
            .issued,
            others: "O",
            own: "O",
            path: { .revocation(authority: ca, serial: $0.serial) },
            body: { _ in #"{"reason":"superseded"}"# }
        ) {
            _ = try await $0.bound.revoke(serial: $0.target.serial, reason: .superseded)
        },
        RoleRow(
            "revoke",
            .revocation,
            "POST",
            .held,
            others: "O",
            path: { .revocation(authority: ca, serial: $0.serial) },
            body: { _ in #"{"reason":"removeFromCRL"}"# }
        ) {
            _ = try await $0.bound.revoke(serial: $0.target.serial, reason: .removeFromCRL)
        },
        RoleRow("revocationLists", .revocationLists, others: "AOUP", path: { _ in .revocationLists(authority: ca) }) {
            _ = try await $0.bound.revocationLists()
        },
        RoleRow("publishRevocationLists", .revocationLists, "POST", others: "AO", path: { _ in .revocationLists(authority: ca) }) {
            try await $0.bound.publishRevocationLists()
        },
    ]
    private static let authority: [RoleRow] = [
        RoleRow("authorities", .authorities, others: everybody, path: { _ in .authorities }) { _ in },
        RoleRow("openAPI", .openAPI, others: everybody, path: { _ in .openAPI }) { _ in },
        RoleRow("property", .property, others: everybody, path: { _ in .property(authority: ca, .caName) }) {
            _ = try await $0.bound.property(.caName, index: 0)
        },
        RoleRow(
            "setProperty",
            .property,
            "PUT",
            others: "A",
            path: { _ in .property(authority: ca, .templates) },
            body: { _ in #"{"value":"User\nWebServer\n"}"# }
        ) {
            try await $0.bound.setProperty(.templates, index: 0, to: .string("User\nWebServer\n"))
        },
        RoleRow("settings", .settings, others: "AOUP", path: { _ in .settings(authority: ca) }) { _ = try await $0.bound.settings() },
        RoleRow(
            "change",
            .settings,
            "PATCH",
            others: "A",
            path: { _ in .settings(authority: ca) },
            body: { _ in #"{"unissuedPerHour":900}"# }
        ) {
            _ = try await $0.bound.change(AuthoritySettingsUpdate(unissuedPerHour: 900))
        },
        RoleRow("myRoles", .roles, others: everybody, path: { _ in .roles(authority: ca) }) { _ = try await $0.bound.myRoles() },
        RoleRow("security", .security, others: "AOU", path: { _ in .security(authority: ca) }) { _ = try await $0.bound.security() },
        RoleRow(
            "setSecurity",
            .security,
            "PUT",
            others: "A",
            path: { _ in .security(authority: ca) },
            body: { _ in #"{"roleSeparation":true}"# }
        ) {
            var access = AuthorityAccess(rights: AccessControlList(), roleSeparation: true)
            // Who may not read the list may not write it, whatever it is.
            if let present = try? await $0.bound.security() { access = present.value }
            access.roleSeparation = true
            _ = try await $0.bound.setSecurity(access, expecting: nil)
        },
        RoleRow("officerRights", .officerRights, others: "AOU", path: { _ in .officerRights(authority: ca) }) {
            _ = try await $0.bound.officerRights()
        },
        RoleRow(
            "setOfficerRights",
            .officerRights,
            "PUT",
            others: "A",
            path: { _ in .officerRights(authority: ca) },
            body: { _ in #"{"restrictions":[{"officer":"olaf","template":"User","subjects":"Everyone"}]}"# }
        ) {
            _ = try await $0.bound.setOfficerRights([], expecting: nil)
        },
        RoleRow("auditFilter", .auditFilter, others: "AOU", path: { _ in .auditFilter(authority: ca) }) {
            _ = try await $0.bound.auditFilter()
        },
        RoleRow(
            "setAuditFilter",
            .auditFilter,
            "PUT",
            others: "U",
            path: { _ in .auditFilter(authority: ca) },
            body: { _ in #"{"filter":24}"# }
        ) {
            _ = try await $0.bound.setAuditFilter([.revocation, .security], expecting: nil)
        },
        RoleRow("templateStates", .templateStates, others: "AOU", path: { _ in .templateStates(authority: ca) }) {
            _ = try await $0.bound.templateStates()
        },
        RoleRow("publishTemplate", .publication, "PUT", others: "A", path: { _ in .publication(authority: ca, template: "EFS") }) {
            try await $0.bound.publishTemplate("EFS")
        },
        RoleRow("withdrawTemplate", .publication, "DELETE", others: "A", path: { _ in .publication(authority: ca, template: "EFS") }) {
            try await $0.bound.withdrawTemplate("EFS")
        },
        RoleRow("view", .view, others: "AOU", path: { _ in .view(authority: ca, .requests) }) {
            _ = try await $0.bound.view(ViewQuery(.requests))
        },
        RoleRow("templates", .templates, others: everybody, path: { _ in .templates }) {
            _ = try await $0.bound.templates(enrollable: false)
        },
        RoleRow("template", .template, others: everybody, path: { _ in .template(name: "User") }) {
            guard try await $0.bound.templates(enrollable: false).contains(where: { $0.name == "User" }) else {
                throw CAError(.notFound, status: .fail, "hidden")
            }
        },
    ]

    private static let configuration: [RoleRow] = [
        RoleRow("configuration", .configuration, others: "AOU", path: { _ in .configuration(authority: ca) }) {
            _ = try await $0.bound.configuration(node: nil)
        },
        RoleRow("configurationEntry", .configurationEntry, others: "AOU", path: { _ in skew }) {
            _ = try await $0.bound.configurationEntry(node: "CA", entry: "ClockSkewMinutes")
        },
        RoleRow("setConfigurationEntry", .configurationEntry, "PUT", others: "A", path: { _ in skew }, body: { _ in #"{"value":7}"# }) {
            try await $0.bound.setConfigurationEntry(node: "CA", entry: "ClockSkewMinutes", value: .number(7))
        },
        RoleRow(
            "changeConfigurationEntry",
            .configurationEntry,
            "PATCH",
            others: "A",
            path: { _ in .configurationEntry(authority: ca, node: "policy", entry: "EditFlags") },
            body: { _ in #"{"add":["ATTRIBUTEENDDATE"]}"# }
        ) {
            _ = try await $0.bound.changeConfigurationEntry(node: "policy", entry: "EditFlags", adding: ["ATTRIBUTEENDDATE"], removing: [])
        },
        RoleRow("testExitReceiver", .exitTest, "POST", others: "A", path: { _ in .exitTest(authority: ca, receiver: "siem") }) {
            _ = try await $0.bound.testExitReceiver("siem")
        },
    ]

    private static let skew = APIPath.configurationEntry(authority: ca, node: "CA", entry: "ClockSkewMinutes")

    private static let templates: [RoleRow] = [
        RoleRow("edit", .templates, "POST", others: "A", path: { _ in .templates }, body: { _ in batch }) {
            _ = try await $0.bound.edit([TemplateEdit(copied)], [])
        },
        RoleRow("edit", .template, "PUT", others: "A", path: { _ in .template(name: "Fresh") }, body: { _ in fresh }) {
            _ = try await $0.bound.edit([TemplateEdit(copied)], [])
        },
        RoleRow("retireTemplate", .template, "DELETE", others: "A", path: { _ in .template(name: "EFS") }) {
            try await $0.bound.retireTemplate("EFS", version: nil)
        },
        RoleRow("templateHistory", .templateVersions, others: "AOU", path: { _ in .templateVersions(name: "User") }) {
            _ = try await $0.bound.templateHistory(of: "User")
        },
        RoleRow("templateHistory", .templateVersion, others: "AOU", path: { _ in .templateVersion(name: "User", 1) }) {
            _ = try await $0.bound.templateHistory(of: "User")
        },
        RoleRow(
            "acceptRule",
            .templateAcceptance,
            "PUT",
            others: "A",
            path: { _ in .templateAcceptance(name: "OfflineRouter", rule: "ESC1") },
            body: { _ in #"{"reason":"a trial"}"# }
        ) {
            try await $0.bound.acceptRule(.init(rule: "ESC1", reason: "a trial"), ofTemplate: "OfflineRouter")
        },
        RoleRow(
            "withdrawAcceptance",
            .templateAcceptance,
            "DELETE",
            others: "A",
            path: { _ in .templateAcceptance(name: "OfflineRouter", rule: "ESC1") }
        ) {
            try await $0.bound.withdrawAcceptance(of: "ESC1", ofTemplate: "OfflineRouter")
        },
        RoleRow("access", .templateAccess, others: everybody, path: { _ in .templateAccess(name: "User") }) {
            _ = try await $0.bound.access(toTemplate: "User", principal: nil)
        },
        RoleRow("agentGrants", .agentGrants, others: "AOU", path: { _ in .agentGrants }) { _ = try await $0.bound.agentGrants() },
        RoleRow(
            "grantAgent",
            .agentGrants,
            "POST",
            others: "A",
            path: { _ in .agentGrants },
            body: { _ in #"{"agent":"bob","template":"User","subjects":"Team"}"# }
        ) {
            _ = try await $0.bound.grantAgent("bob", template: "User", subjects: "Team")
        },
        RoleRow(
            "removeAgentGrant",
            .agentGrant,
            "DELETE",
            others: "A",
            path: { _ in .agentGrant(agent: "bob", template: "User", subjects: "Team") }
        ) {
            try await $0.bound.removeAgentGrant("bob", template: "User", subjects: "Team")
        },
    ]

    private static let profileTemplate = SampleProfileTemplate.name
    private static let freshProfile = #"{"name":"Fresh"}"#

    private static let profileTemplates: [RoleRow] = [
        RoleRow("editableProfileTemplates", .profileTemplates, others: everybody, path: { _ in .profileTemplates }) {
            _ = try await $0.management.editableProfileTemplates()
        },
        RoleRow(
            "edit",
            .profileTemplates,
            "POST",
            others: "A",
            path: { _ in .profileTemplates },
            body: { _ in #"{"profileTemplates":[{"document":\#(freshProfile)}]}"# }
        ) {
            _ = try await $0.management.edit([ProfileTemplateEdit(try ProfileTemplateDocument(["name": "Fresh"]))], isDryRun: false)
        },
        RoleRow("profileTemplateDocument", .profileTemplate, others: "AU", path: { _ in .profileTemplate(profileTemplate) }) {
            _ = try await $0.management.profileTemplateDocument(profileTemplate)
        },
        RoleRow("edit", .profileTemplate, "PUT", others: "A", path: { _ in .profileTemplate("Fresh") }, body: { _ in freshProfile }) {
            _ = try await $0.management.edit([ProfileTemplateEdit(try ProfileTemplateDocument(["name": "Fresh"]))], isDryRun: false)
        },
        RoleRow("retireProfileTemplate", .profileTemplate, "DELETE", others: "A", path: { _ in .profileTemplate(profileTemplate) }) {
            try await $0.management.retireProfileTemplate(profileTemplate, version: nil)
        },
        RoleRow("profileTemplateVersions", .profileTemplateVersions, others: "AU", path: { _ in .profileTemplateVersions(profileTemplate) })
        {
            _ = try await $0.management.profileTemplateVersions(profileTemplate)
        },
        RoleRow(
            "profileTemplateDocument",
            .profileTemplateVersion,
            others: "AU",
            path: { _ in .profileTemplateVersion(profileTemplate, 1) }
        ) {
            _ = try await $0.management.profileTemplateDocument(profileTemplate, version: 1)
        },
    ]

    /// A template that is not there yet.
    private static let copied: CertificateTemplate = {
        var template = BuiltInTemplates.all(domain: (1, 2, 3)).first { $0.name == "EFS" } ?? CertificateTemplate.standard
        template.name = "Fresh"
        template.oid = CertificateTemplate.absentOID
        return template
    }()

    private static let fresh = String(decoding: (try? JSONEncoder().encode(TemplateBody(copied))) ?? Data(), as: UTF8.self)

    private static let batch = #"{"templates":[{"template":\#(fresh)}]}"#
    private static let failed = #"{"failedBefore":"2001-01-01"}"#

    /// The DER of a certificate that another authority signed.
    private static let foreign: [UInt8] = {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let text = try? String(contentsOf: tests.appending(path: "PKIFormatsTests/Vectors/odd-gentime-fraction.pem"), encoding: .utf8)
        return (try? PEMDocument.parse(text ?? ""))?.first?.bytes ?? []
    }()

    /// A failed mail of the outbox.
    static let failedMail = OutgoingMail(
        id: UUID(),
        event: .denied,
        template: nil,
        address: "alice@example.test",
        variables: [:],
        queued: Date(timeIntervalSince1970: 0),
        isFailed: true
    )

    private static let mail: [RoleRow] = [
        RoleRow("mails", .mails, others: "A", path: { _ in .mails }) {
            _ = try await $0.mail.mails(isFailed: nil, after: nil, limit: 9, for: $0.caller)
        },
        RoleRow("retry", .mailRetry, "POST", others: "A", path: { _ in .mailRetry(id: failedMail.id.uuidString) }) {
            _ = try await $0.mail.retry(failedMail.id, by: $0.caller)
        },
        RoleRow("test", .mailTest, "POST", others: "A", path: { _ in .mailTest }, body: { _ in #"{"address":"a@example.test"}"# }) {
            _ = try await $0.mail.test("a@example.test", by: $0.caller)
        },
    ]

    private static let record: [RoleRow] = [
        RoleRow("records", .auditRecords, others: "U", path: { _ in .auditRecords }) {
            _ = try await $0.record.records(AuditQuery(), for: $0.caller)
        },
        RoleRow("record", .auditRecord, others: "U", path: { _ in .auditRecord(position: 1) }) {
            _ = try await $0.record.record(at: 1, for: $0.caller)
        },
        RoleRow("log", .auditLog, others: everybody, path: { _ in .auditLog }) {
            guard $0.record.logState() != nil else { throw CAError(.notFound, status: .invalidArgument, "no log") }
        },
    ]

    private static let directory: [RoleRow] = [
        RoleRow("principals", .principals, others: "AOU", path: { _ in .principals }) {
            _ = try await $0.accounts.principals(for: $0.caller.principal)
        },
        RoleRow(
            "add",
            .principals,
            "POST",
            others: "A",
            path: { _ in .principals },
            body: { _ in #"{"name":"somebody","password":"a long enough one"}"# }
        ) {
            _ = try await $0.accounts.add(NewPrincipal(name: "somebody", kind: .user), by: $0.caller)
        },
        RoleRow(
            "principal",
            .principal,
            "GET",
            .account,
            others: "AOU",
            own: everybody,
            path: { .principal(name: $0.account) }
        ) {
            _ = try await $0.accounts.principal(named: $0.target.account, for: $0.caller.principal)
        },
        RoleRow(
            "update",
            .principal,
            "PATCH",
            .account,
            others: "A",
            own: "A",
            path: { .principal(name: $0.account) },
            body: { _ in #"{"displayName":"Changed"}"# }
        ) {
            _ = try await $0.accounts.update($0.target.account, with: PrincipalUpdate(displayName: .set("Changed")), by: $0.caller)
        },
        RoleRow(
            "setPassword",
            .password,
            "POST",
            .account,
            others: "A",
            own: everybody,
            path: { .password(principal: $0.account) },
            body: { #"{"password":"the second one","oldPassword":"\#($0.account)-secret"}"# }
        ) {
            try await $0.accounts.setPassword(
                Array("the second one".utf8),
                ofAccount: $0.target.account,
                oldPassword: Array("\($0.target.account)-secret".utf8),
                by: $0.caller
            )
        },
        RoleRow("groups", .groups, others: "AOU", path: { _ in .groups }) { _ = try await $0.accounts.groups(for: $0.caller.principal) },
        RoleRow("addGroup", .groups, "POST", others: "A", path: { _ in .groups }, body: { _ in #"{"name":"Some Group"}"# }) {
            _ = try await $0.accounts.addGroup("Some Group", displayName: nil, by: $0.caller)
        },
        RoleRow("members", .members, others: "AOU", path: { _ in .members(group: "Team") }) {
            _ = try await $0.accounts.members(ofGroup: "Team", for: $0.caller.principal)
        },
        RoleRow("addMember", .member, "PUT", .account, others: "A", own: "A", path: { .member(group: "Team", name: $0.account) }) {
            try await $0.accounts.addMember($0.target.account, toGroup: "Team", by: $0.caller)
        },
        RoleRow("removeMember", .member, "DELETE", .account, others: "A", own: "A", path: { .member(group: "Team", name: $0.account) }) {
            try await $0.accounts.removeMember($0.target.account, fromGroup: "Team", by: $0.caller)
        },
    ]

    private static func submission(_ request: [UInt8]) -> String {
        let text = Base64.encode(request)
        return #"{"request":"\#(text)","attributes":{"CertificateTemplate":"User"}}"#
    }
}
