package import PKIFormats
package import CAInterface

/// The paths of `/api/v1`, both ways: clients write them, and the server reads them. Segments are percent-decoded once, after the path is
/// split.
package enum APIPath: Hashable, Sendable {
    case openAPI
    case authorities
    case requests(authority: String)
    /// What would become of a submission.
    case preview(authority: String)
    case request(authority: String, RequestID)
    /// The whole row with its documented columns.
    case requestRecord(authority: String, RequestID)
    case act(authority: String, RequestID, OfficerAct)
    case requestAttributes(authority: String, RequestID)
    case requestExtension(authority: String, RequestID, oid: OID)
    case erasures(authority: String)
    case history(authority: String)
    case certificates(authority: String)
    case certificate(authority: String, serial: String)
    case revocation(authority: String, serial: String)
    case validity(authority: String, serial: String)
    case shownAfterExpiry(authority: String, serial: String)
    case keyRecovery(authority: String, RequestID)
    case archivedKey(authority: String, RequestID)
    case revocationLists(authority: String)
    case property(authority: String, CAPropertyID)
    case settings(authority: String)
    /// The certificates of the authority.
    case generations(authority: String)
    case renewals(authority: String)
    /// The certificate that another installation issued.
    case authorityCertificate(authority: String)
    case security(authority: String)
    /// The caller's own.
    case roles(authority: String)
    case officerRights(authority: String)
    case auditFilter(authority: String)
    /// Every entry of the configuration.
    case configuration(authority: String)
    case configurationEntry(authority: String, node: String, entry: String)
    case exitTest(authority: String, receiver: String)
    /// The stored templates, and whether the authority issues for each.
    case templateStates(authority: String)
    /// Whether the authority issues for a template.
    case publication(authority: String, template: String)
    case view(authority: String, ViewTable)
    case templates
    case template(name: String)
    case templateVersions(name: String)
    case templateVersion(name: String, Int)
    case templateAcceptance(name: String, rule: String)
    case templateAccess(name: String)
    case agentGrants
    case agentGrant(agent: String, template: String, subjects: String)
    case principals
    case principal(name: String)
    case password(principal: String)
    case groups
    case members(group: String)
    case member(group: String, name: String)
    case profileTemplates
    /// By GUID or name.
    case profileTemplate(String)
    case profileTemplateVersions(String)
    case profileTemplateVersion(String, Int)
    case management(ManagementPath)
    /// The outbox of notifications.
    case mails
    case mailRetry(id: String)
    case mailTest
    /// The record of the installation.
    case auditRecords
    case auditRecord(position: Int)
    /// The log over the record.
    case auditLog

    /// The acts of an officer on a request, by `POST`.
    package enum OfficerAct: String, Hashable, Sendable, CaseIterable { case approve, deny, resubmit }

    package var route: APIRoute {
        switch self {
        case .openAPI: .openAPI
        case .authorities: .authorities
        case .requests: .requests
        case .preview: .preview
        case .request: .request
        case .requestRecord: .requestRecord
        case .act(_, _, .approve): .approve
        case .act(_, _, .deny): .deny
        case .act(_, _, .resubmit): .resubmit
        case .requestAttributes: .requestAttributes
        case .requestExtension: .requestExtension
        case .keyRecovery: .keyRecovery
        case .archivedKey: .archivedKey
        case .erasures: .erasures
        case .history: .history
        case .certificates: .certificates
        case .certificate: .certificate
        case .revocation: .revocation
        case .validity: .validity
        case .shownAfterExpiry: .shownAfterExpiry
        case .revocationLists: .revocationLists
        case .property: .property
        case .settings: .settings
        case .generations: .generations
        case .renewals: .renewals
        case .authorityCertificate: .authorityCertificate
        case .security: .security
        case .roles: .roles
        case .officerRights: .officerRights
        case .auditFilter: .auditFilter
        case .configuration: .configuration
        case .configurationEntry: .configurationEntry
        case .exitTest: .exitTest
        case .templateStates: .templateStates
        case .publication: .publication
        case .view: .view
        case .templates: .templates
        case .template: .template
        case .templateVersions: .templateVersions
        case .templateVersion: .templateVersion
        case .templateAcceptance: .templateAcceptance
        case .templateAccess: .templateAccess
        case .agentGrants: .agentGrants
        case .agentGrant: .agentGrant
        case .principals: .principals
        case .principal: .principal
        case .password: .password
        case .groups: .groups
        case .members: .members
        case .member: .member
        case .profileTemplates: .profileTemplates
        case .profileTemplate: .profileTemplate
        case .profileTemplateVersions: .profileTemplateVersions
        case .profileTemplateVersion: .profileTemplateVersion
        case .management(let path): path.route
        case .mails: .mails
        case .mailRetry: .mailRetry
        case .mailTest: .mailTest
        case .auditRecords: .auditRecords
        case .auditRecord: .auditRecord
        case .auditLog: .auditLog
        }
    }

    /// Percent-encoded, without query.
    package var path: String {
        switch self {
        case .openAPI, .authorities, .templates, .agentGrants, .principals, .groups, .mails, .mailTest, .auditRecords, .auditLog,
            .profileTemplates:
            route.path([])
        case .profileTemplate(let name), .profileTemplateVersions(let name): route.path([name])
        case .profileTemplateVersion(let name, let version): route.path([name, "\(version)"])
        case .requests(let ca), .preview(let ca), .certificates(let ca), .revocationLists(let ca), .settings(let ca),
            .templateStates(let ca), .erasures(let ca), .history(let ca), .configuration(let ca):
            route.path([ca])
        case .security(let ca), .roles(let ca), .officerRights(let ca), .auditFilter(let ca): route.path([ca])
        case .generations(let ca), .renewals(let ca), .authorityCertificate(let ca): route.path([ca])
        case .request(let ca, let id), .requestRecord(let ca, let id), .act(let ca, let id, _), .requestAttributes(let ca, let id),
            .keyRecovery(let ca, let id), .archivedKey(let ca, let id):
            route.path([ca, "\(id)"])
        case .requestExtension(let ca, let id, let oid): route.path([ca, "\(id)", oid.dotted])
        case .certificate(let ca, let serial), .revocation(let ca, let serial), .validity(let ca, let serial),
            .shownAfterExpiry(let ca, let serial):
            route.path([ca, serial])
        case .property(let ca, let id): route.path([ca, "\(id.rawValue)"])
        case .view(let ca, let table): route.path([ca, table.word])
        case .template(let name), .templateVersions(let name), .templateAccess(let name), .principal(let name), .password(let name),
            .members(let name):
            route.path([name])
        case .templateVersion(let name, let version): route.path([name, "\(version)"])
        case .templateAcceptance(let name, let rule): route.path([name, rule])
        case .agentGrant(let agent, let template, let subjects): route.path([agent, template, subjects])
        case .configurationEntry(let ca, let node, let entry): route.path([ca, node, entry])
        case .publication(let ca, let name), .exitTest(let ca, let name): route.path([ca, name])
        case .member(let group, let name): route.path([group, name])
        case .management(let path): route.path(path.values)
        case .mailRetry(let id): route.path([id])
        case .auditRecord(let position): route.path(["\(position)"])
        }
    }

    /// Reads a percent-encoded path without query.
    /// - Returns: nil for an unknown path.
    /// - Throws: `BodyError` when a segment that should be a number is not one, or its encoding is broken.
    package init?(path: String) throws(BodyError) {
        guard path.utf8.starts(with: APIRoute.prefix.utf8) else { return nil }
        var segments: [String] = []
        segments.reserveCapacity(5)
        var rest = path.utf8.dropFirst(APIRoute.prefix.utf8.count)[...]
        var isLast = false
        while !isLast {
            let slash = rest.firstIndex(of: UInt8(ascii: "/"))
            let raw = Substring(rest[..<(slash ?? rest.endIndex)])
            if let slash { rest = rest[rest.index(after: slash)...] } else { isLast = true }
            guard let segment = PercentEncoding.decode(raw) else {
                throw BodyError(
                    field: "path",
                    value: String(raw),
                    reason: "the path segment \(raw) is not valid percent-encoded UTF-8"
                )
            }
            guard !segment.isEmpty else { return nil }
            segments.append(segment)
        }
        guard let (route, values) = APIRoute.matching(segments) else { return nil }
        switch route {
        case .openAPI: self = .openAPI
        case .authorities: self = .authorities
        case .requests: self = .requests(authority: values[0])
        case .preview: self = .preview(authority: values[0])
        case .request: self = .request(authority: values[0], try Self.requestID(values[1]))
        case .requestRecord: self = .requestRecord(authority: values[0], try Self.requestID(values[1]))
        case .approve: self = .act(authority: values[0], try Self.requestID(values[1]), .approve)
        case .deny: self = .act(authority: values[0], try Self.requestID(values[1]), .deny)
        case .resubmit: self = .act(authority: values[0], try Self.requestID(values[1]), .resubmit)
        case .requestAttributes: self = .requestAttributes(authority: values[0], try Self.requestID(values[1]))
        case .requestExtension:
            guard let oid = OID(dotted: values[2]) else {
                throw BodyError(
                    field: "oid",
                    value: values[2],
                    reason: "\(values[2]) is not an object identifier such as 1.3.6.1.4.1.311.21.7"
                )
            }
            self = .requestExtension(authority: values[0], try Self.requestID(values[1]), oid: oid)
        case .keyRecovery: self = .keyRecovery(authority: values[0], try Self.requestID(values[1]))
        case .archivedKey: self = .archivedKey(authority: values[0], try Self.requestID(values[1]))
        case .erasures: self = .erasures(authority: values[0])
        case .history: self = .history(authority: values[0])
        case .certificates: self = .certificates(authority: values[0])
        case .certificate: self = .certificate(authority: values[0], serial: values[1])
        case .revocation: self = .revocation(authority: values[0], serial: values[1])
        case .validity: self = .validity(authority: values[0], serial: values[1])
        case .shownAfterExpiry: self = .shownAfterExpiry(authority: values[0], serial: values[1])
        case .revocationLists: self = .revocationLists(authority: values[0])
        case .property:
            guard let id = Int32(values[1]) else {
                throw BodyError(field: "id", value: values[1], reason: "the property id \(values[1]) is not a whole number")
            }
            self = .property(authority: values[0], CAPropertyID(id))
        case .settings: self = .settings(authority: values[0])
        case .generations: self = .generations(authority: values[0])
        case .renewals: self = .renewals(authority: values[0])
        case .authorityCertificate: self = .authorityCertificate(authority: values[0])
        case .security: self = .security(authority: values[0])
        case .roles: self = .roles(authority: values[0])
        case .officerRights: self = .officerRights(authority: values[0])
        case .auditFilter: self = .auditFilter(authority: values[0])
        case .configuration: self = .configuration(authority: values[0])
        case .configurationEntry: self = .configurationEntry(authority: values[0], node: values[1], entry: values[2])
        case .exitTest: self = .exitTest(authority: values[0], receiver: values[1])
        case .templateStates: self = .templateStates(authority: values[0])
        case .publication: self = .publication(authority: values[0], template: values[1])
        case .view:
            guard let table = ViewTable(word: values[1]) else {
                let words = ViewTable.allCases.map(\.word).joined(separator: ", ")
                throw BodyError(field: "table", value: values[1], reason: "there is no view \(values[1]); the views are \(words)")
            }
            self = .view(authority: values[0], table)
        case .templates: self = .templates
        case .template: self = .template(name: values[0])
        case .templateVersions: self = .templateVersions(name: values[0])
        case .templateVersion: self = .templateVersion(name: values[0], try Self.version(values[1]))
        case .templateAcceptance: self = .templateAcceptance(name: values[0], rule: values[1])
        case .templateAccess: self = .templateAccess(name: values[0])
        case .agentGrants: self = .agentGrants
        case .agentGrant: self = .agentGrant(agent: values[0], template: values[1], subjects: values[2])
        case .principals: self = .principals
        case .principal: self = .principal(name: values[0])
        case .password: self = .password(principal: values[0])
        case .groups: self = .groups
        case .members: self = .members(group: values[0])
        case .member: self = .member(group: values[0], name: values[1])
        case .mails: self = .mails
        case .mailRetry: self = .mailRetry(id: values[0])
        case .mailTest: self = .mailTest
        case .auditRecords: self = .auditRecords
        case .auditLog: self = .auditLog
        case .auditRecord:
            guard let position = Int(values[0]) else {
                throw BodyError(field: "position", value: values[0], reason: "the position \(values[0]) is not a whole number")
            }
            self = .auditRecord(position: position)
        case .profileTemplates: self = .profileTemplates
        case .profileTemplate: self = .profileTemplate(values[0])
        case .profileTemplateVersions: self = .profileTemplateVersions(values[0])
        case .profileTemplateVersion: self = .profileTemplateVersion(values[0], try Self.version(values[1]))
        default:
            guard let path = try ManagementPath(route, values) else { return nil }
            self = .management(path)
        }
    }

    private static func version(_ text: String) throws(BodyError) -> Int {
        guard let version = Int(text) else {
            throw BodyError(field: "version", value: text, reason: "the version \(text) is not a whole number")
        }
        return version
    }

    private static func requestID(_ text: String) throws(BodyError) -> RequestID {
        guard let id = Int(text) else {
            throw BodyError(field: "requestId", value: text, reason: "the request id \(text) is not a whole number")
        }
        return RequestID(id)
    }
}
