import PKIFormats
package import PortableFoundation

/// The paths of `/api/v1/management`: what the documented interface of certificate management does not offer.
package enum ManagementPath: Hashable, Sendable {
    /// Search, and start a workflow.
    case requests
    /// What a start would do.
    case preview
    /// Start a workflow for many.
    case bulkStart
    case request(UUID)
    case history(UUID)
    case act(UUID, Act)
    case priority(UUID)
    case passwords(UUID)
    case passwordCheck(UUID)
    /// The answers of a request, with the sealed ones opened.
    case dataItems(UUID)
    case documents(UUID)
    case document(UUID, name: String)
    case unblockCode(UUID)
    case pin(smartcard: UUID)
    case users
    case objects(user: UUID, Objects)
    case report(Report)
    case why

    /// The acts on a request, by `POST`.
    package enum Act: String, Hashable, Sendable, CaseIterable { case approve, deny, cancel, abandon, complete }

    /// The lists of what belongs to a user.
    package enum Objects: String, Hashable, Sendable, CaseIterable { case profiles, smartcards, certificates }

    package enum Report: String, Hashable, Sendable, CaseIterable { case requests, profiles, smartcards, certificates }

    package var route: APIRoute {
        switch self {
        case .requests: .managementRequests
        case .preview: .managementPreview
        case .bulkStart: .managementBulkStart
        case .request: .managementRequest
        case .history: .managementHistory
        case .act(_, .approve): .managementApprove
        case .act(_, .deny): .managementDeny
        case .act(_, .cancel): .managementCancel
        case .act(_, .abandon): .managementAbandon
        case .act(_, .complete): .managementComplete
        case .priority: .managementPriority
        case .passwords: .managementPasswords
        case .passwordCheck: .managementPasswordCheck
        case .dataItems: .managementDataItems
        case .documents: .managementDocuments
        case .document: .managementDocument
        case .unblockCode: .managementUnblockCode
        case .pin: .managementPIN
        case .users: .managementUsers
        case .objects(_, .profiles): .managementProfiles
        case .objects(_, .smartcards): .managementSmartcards
        case .objects(_, .certificates): .managementCertificates
        case .report: .managementReport
        case .why: .managementWhy
        }
    }

    /// The values of the route's parameters.
    var values: [String] {
        switch self {
        case .requests, .preview, .bulkStart, .users, .why: []
        case .request(let id), .history(let id), .act(let id, _), .priority(let id), .passwords(let id), .passwordCheck(let id),
            .dataItems(let id), .documents(let id), .unblockCode(let id), .pin(let id), .objects(let id, _):
            [GUIDText.text(id)]
        case .document(let id, let name): [GUIDText.text(id), name]
        case .report(let report): [report.rawValue]
        }
    }

    /// - Returns: nil for a route of another part of the API.
    /// - Throws: `BodyError` when a segment that should be a GUID or a report is none.
    init?(_ route: APIRoute, _ values: [String]) throws(BodyError) {
        switch route {
        case .managementRequests: self = .requests
        case .managementPreview: self = .preview
        case .managementBulkStart: self = .bulkStart
        case .managementRequest: self = .request(try Self.id(values[0]))
        case .managementHistory: self = .history(try Self.id(values[0]))
        case .managementApprove: self = .act(try Self.id(values[0]), .approve)
        case .managementDeny: self = .act(try Self.id(values[0]), .deny)
        case .managementCancel: self = .act(try Self.id(values[0]), .cancel)
        case .managementAbandon: self = .act(try Self.id(values[0]), .abandon)
        case .managementComplete: self = .act(try Self.id(values[0]), .complete)
        case .managementPriority: self = .priority(try Self.id(values[0]))
        case .managementPasswords: self = .passwords(try Self.id(values[0]))
        case .managementPasswordCheck: self = .passwordCheck(try Self.id(values[0]))
        case .managementDataItems: self = .dataItems(try Self.id(values[0]))
        case .managementDocuments: self = .documents(try Self.id(values[0]))
        case .managementDocument: self = .document(try Self.id(values[0]), name: values[1])
        case .managementUnblockCode: self = .unblockCode(try Self.id(values[0]))
        case .managementPIN: self = .pin(smartcard: try Self.id(values[0]))
        case .managementUsers: self = .users
        case .managementProfiles: self = .objects(user: try Self.id(values[0]), .profiles)
        case .managementSmartcards: self = .objects(user: try Self.id(values[0]), .smartcards)
        case .managementCertificates: self = .objects(user: try Self.id(values[0]), .certificates)
        case .managementReport:
            guard let report = Report(rawValue: values[0]) else {
                let all = Report.allCases.map(\.rawValue).joined(separator: ", ")
                throw BodyError(field: "report", value: values[0], reason: "there is no report \(values[0]); the reports are \(all)")
            }
            self = .report(report)
        case .managementWhy: self = .why
        default: return nil
        }
    }

    private static func id(_ text: String) throws(BodyError) -> UUID { try ManagementID.read(text, "path") }
}

/// GUIDs in paths, queries and bodies of `/api/v1/management`.
package enum ManagementID {
    /// - Throws: `BodyError` that names the field.
    package static func read(_ text: String, _ field: String) throws(BodyError) -> UUID {
        guard let id = GUIDText.read(text) else {
            throw BodyError(
                field: field,
                value: String(text.prefix(60)),
                reason: "\(text.prefix(60)) is no GUID such as 5fa3e0e8-77d4-4f5c-9a3d-0c1f7e2b9a10"
            )
        }
        return id
    }
}
