import CAInterface
import PKIFormats

/// The table of the routes of `/api/v1`: each path with its parameters in braces, as the OpenAPI document writes it.
///
/// ``APIPath`` reads and writes by it. The tests compare the document with it, so a new route here fails them until the document describes
/// it.
package enum APIRoute: String, Hashable, Sendable, CaseIterable {
    case openAPI = "/api/v1/openapi.json"
    case authorities = "/api/v1/authorities"
    case requests = "/api/v1/authorities/{ca}/requests"
    case preview = "/api/v1/authorities/{ca}/requests/preview"
    case request = "/api/v1/authorities/{ca}/requests/{requestId}"
    case requestRecord = "/api/v1/authorities/{ca}/requests/{requestId}/record"
    case approve = "/api/v1/authorities/{ca}/requests/{requestId}/approve"
    case deny = "/api/v1/authorities/{ca}/requests/{requestId}/deny"
    case resubmit = "/api/v1/authorities/{ca}/requests/{requestId}/resubmit"
    case requestAttributes = "/api/v1/authorities/{ca}/requests/{requestId}/attributes"
    case requestExtension = "/api/v1/authorities/{ca}/requests/{requestId}/extensions/{oid}"
    case keyRecovery = "/api/v1/authorities/{ca}/requests/{requestId}/key-recovery"
    case archivedKey = "/api/v1/authorities/{ca}/requests/{requestId}/archived-key"
    case erasures = "/api/v1/authorities/{ca}/erasures"
    case history = "/api/v1/authorities/{ca}/history"
    case certificates = "/api/v1/authorities/{ca}/certificates"
    case certificate = "/api/v1/authorities/{ca}/certificates/{serial}"
    case revocation = "/api/v1/authorities/{ca}/certificates/{serial}/revoke"
    case validity = "/api/v1/authorities/{ca}/certificates/{serial}/validity"
    case shownAfterExpiry = "/api/v1/authorities/{ca}/certificates/{serial}/shown-after-expiry"
    case revocationLists = "/api/v1/authorities/{ca}/revocation-lists"
    case property = "/api/v1/authorities/{ca}/properties/{propertyId}"
    case settings = "/api/v1/authorities/{ca}/settings"
    case generations = "/api/v1/authorities/{ca}/generations"
    case renewals = "/api/v1/authorities/{ca}/renewals"
    case authorityCertificate = "/api/v1/authorities/{ca}/certificate"
    case security = "/api/v1/authorities/{ca}/security"
    case roles = "/api/v1/authorities/{ca}/roles"
    case officerRights = "/api/v1/authorities/{ca}/officer-rights"
    case auditFilter = "/api/v1/authorities/{ca}/audit-filter"
    case configuration = "/api/v1/authorities/{ca}/configuration"
    case configurationEntry = "/api/v1/authorities/{ca}/configuration/{node}/{entry}"
    case exitTest = "/api/v1/authorities/{ca}/exit-receivers/{name}/test"
    case templateStates = "/api/v1/authorities/{ca}/templates"
    case publication = "/api/v1/authorities/{ca}/templates/{name}"
    case view = "/api/v1/authorities/{ca}/view/{table}"
    case templates = "/api/v1/templates"
    case template = "/api/v1/templates/{name}"
    case templateVersions = "/api/v1/templates/{name}/versions"
    case templateVersion = "/api/v1/templates/{name}/versions/{version}"
    case templateAcceptance = "/api/v1/templates/{name}/acceptances/{rule}"
    case templateAccess = "/api/v1/templates/{name}/access"
    case agentGrants = "/api/v1/agent-grants"
    case agentGrant = "/api/v1/agent-grants/{agent}/{template}/{subjects}"
    case principals = "/api/v1/principals"
    case principal = "/api/v1/principals/{name}"
    case password = "/api/v1/principals/{name}/password"
    case groups = "/api/v1/groups"
    case members = "/api/v1/groups/{group}/members"
    case member = "/api/v1/groups/{group}/members/{name}"
    case mails = "/api/v1/mail"
    case mailRetry = "/api/v1/mail/{id}/retry"
    case mailTest = "/api/v1/mail/test"
    case auditRecords = "/api/v1/audit"
    // Before the records themselves: the first route that fits is taken.
    case auditLog = "/api/v1/audit/log"
    case auditRecord = "/api/v1/audit/{position}"
    case profileTemplates = "/api/v1/management/profile-templates"
    case profileTemplate = "/api/v1/management/profile-templates/{profileTemplate}"
    case profileTemplateVersions = "/api/v1/management/profile-templates/{profileTemplate}/versions"
    case profileTemplateVersion = "/api/v1/management/profile-templates/{profileTemplate}/versions/{version}"
    case managementRequests = "/api/v1/management/requests"
    // Before the requests themselves: the first route that fits is taken.
    case managementPreview = "/api/v1/management/requests/preview"
    case managementBulkStart = "/api/v1/management/requests/bulk"
    case managementRequest = "/api/v1/management/requests/{managementRequest}"
    case managementHistory = "/api/v1/management/requests/{managementRequest}/history"
    case managementApprove = "/api/v1/management/requests/{managementRequest}/approve"
    case managementDeny = "/api/v1/management/requests/{managementRequest}/deny"
    case managementCancel = "/api/v1/management/requests/{managementRequest}/cancel"
    case managementAbandon = "/api/v1/management/requests/{managementRequest}/abandon"
    case managementComplete = "/api/v1/management/requests/{managementRequest}/complete"
    case managementPriority = "/api/v1/management/requests/{managementRequest}/priority"
    case managementPasswords = "/api/v1/management/requests/{managementRequest}/passwords"
    case managementPasswordCheck = "/api/v1/management/requests/{managementRequest}/passwords/check"
    case managementDataItems = "/api/v1/management/requests/{managementRequest}/data-items"
    case managementDocuments = "/api/v1/management/requests/{managementRequest}/documents"
    case managementDocument = "/api/v1/management/requests/{managementRequest}/documents/{document}"
    case managementUnblockCode = "/api/v1/management/requests/{managementRequest}/unblock-code"
    case managementPIN = "/api/v1/management/smartcards/{smartcard}/pin"
    case managementUsers = "/api/v1/management/users"
    case managementProfiles = "/api/v1/management/users/{user}/profiles"
    case managementSmartcards = "/api/v1/management/users/{user}/smartcards"
    case managementCertificates = "/api/v1/management/users/{user}/certificates"
    case managementReport = "/api/v1/management/reports/{report}"
    case managementWhy = "/api/v1/management/why"

    /// The methods of the path, as an `Allow` field lists them.
    package var methods: [String] {
        switch self {
        case .archivedKey: ["POST", "PUT"]
        case .authorities, .requests, .keyRecovery, .certificates, .principals, .groups, .revocationLists, .templates, .agentGrants,
            .managementRequests,
            .profileTemplates:
            ["GET", "POST"]
        case .renewals: ["POST", "DELETE"]
        case .authorityCertificate: ["POST"]
        case .managementPreview, .managementBulkStart, .managementApprove, .managementDeny, .managementCancel, .managementAbandon,
            .managementComplete, .managementPasswords,
            .managementPasswordCheck, .managementDocument, .managementUnblockCode:
            ["POST"]
        case .managementPriority: ["PUT"]
        case .preview, .approve, .deny, .resubmit, .revocation, .erasures, .history, .exitTest, .password, .mailRetry, .mailTest: ["POST"]
        case .requestAttributes, .requestExtension: ["PUT"]
        case .principal, .settings: ["GET", "PATCH"]
        case .configurationEntry: ["GET", "PUT", "PATCH"]
        case .member, .publication, .templateAcceptance, .shownAfterExpiry: ["PUT", "DELETE"]
        case .template, .profileTemplate: ["GET", "PUT", "DELETE"]
        case .agentGrant: ["DELETE"]
        case .security, .officerRights, .auditFilter, .property: ["GET", "PUT"]
        case .openAPI, .generations, .request, .requestRecord, .certificate, .validity, .view, .templateStates,
            .templateVersions, .templateVersion, .templateAccess, .roles, .configuration, .members, .managementRequest,
            .managementHistory, .managementDataItems, .managementDocuments, .managementUsers, .managementProfiles, .managementSmartcards,
            .managementCertificates, .managementReport, .managementWhy, .managementPIN,
            .profileTemplateVersions, .profileTemplateVersion, .mails, .auditRecords, .auditLog, .auditRecord:
            ["GET"]
        }
    }

    /// Whether the path names one row. Not everybody may know whether that row exists.
    package var namesRow: Bool {
        switch self {
        case .request, .requestRecord, .approve, .deny, .resubmit, .requestAttributes, .requestExtension, .certificate, .revocation,
            .shownAfterExpiry, .keyRecovery, .archivedKey:
            true
        case .managementRequest, .managementHistory, .managementDataItems, .managementDocuments, .managementDocument,
            .managementPasswords, .managementPasswordCheck, .managementUnblockCode, .managementPIN:
            true
        default: takesRevision
        }
    }

    /// The answer for an absent row of the path; nil where the path names none.
    package var absence: ProblemBody? {
        guard namesRow else { return nil }
        return rawValue.contains("{managementRequest}") ? .absentManagementRequest : .absentRow
    }

    /// Whether the path changes a request of certificate management, whose revision as it was read may stand in `If-Match`.
    package var takesRevision: Bool {
        switch self {
        case .managementApprove, .managementDeny, .managementCancel, .managementAbandon, .managementComplete,
            .managementPriority:
            true
        default: false
        }
    }

    /// The names that a query may have. Another name is refused, because a misspelled one would silently ask for something else.
    package var parameters: [String] {
        switch self {
        case .requests, .certificates: ["disposition", "limit", "after"]
        case .request: ["fullResponse"]
        case .property: ["index"]
        case .view: ["columns", "where", "sort", "group", "limit", "after", "format"]
        case .templates: ["enrollable"]
        case .templateAccess: ["principal", "authority"]
        case .configuration: ["node"]
        case .principals: ["kind", "limit", "after"]
        case .groups, .members: ["limit", "after"]
        case .managementRequests:
            ["target", "originator", "profileTemplate", "operation", "status", "from", "before", "order", "limit", "after"]
        case .managementUsers: ["search", "limit", "after"]
        case .managementProfiles, .managementSmartcards, .managementCertificates: ["limit", "after"]
        case .managementReport: ["format", "user", "profileTemplate", "from", "before"]
        case .managementWhy: ["operation", "profileTemplate", "object", "actor", "target"]
        case .mails: ["failed", "limit", "after"]
        case .auditRecords: AuditQuery.parameters
        default: []
        }
    }

    /// The beginning of every path.
    static let prefix = "/api/v1/"

    /// The path with the values in place of its parameters, percent-encoded.
    func path(_ values: [String]) -> String {
        var values = values.makeIterator()
        return Self.prefix + segments.map { $0 ?? values.next().map { PercentEncoding.encode($0) } ?? "" }.joined(separator: "/")
    }

    /// The route of a path that is split and decoded, and the values of its parameters in order.
    static func matching(_ path: [String]) -> (route: APIRoute, values: [String])? {
        guard path.count < table.count else { return nil }
        for (route, segments) in table[path.count] where zip(segments, path).allSatisfy({ $0 == nil || $0 == $1 }) {
            return (route, zip(segments, path).compactMap { $0 == nil ? $1 : nil })
        }
        return nil
    }

    /// The segments after the prefix; nil is a parameter.
    private var segments: [String?] {
        rawValue.dropFirst(Self.prefix.count).split(separator: "/").map { $0.hasPrefix("{") ? nil : String($0) }
    }

    /// The routes by their number of segments, split once.
    private static let table: [[(route: APIRoute, segments: [String?])]] = {
        let all = allCases.map { (route: $0, segments: $0.segments) }
        return (0...(all.map(\.segments.count).max() ?? 0)).map { count in all.filter { $0.segments.count == count } }
    }()
}
