import CAInterface
package import CertManagement
import CertificateTemplates
import HTTPTypes
package import HummingbirdCore
package import PKIDirectory
import PKIFormats
import PortableFoundation
package import WireProtocols

/// Profile templates at `/api/v1/management/profile-templates`: read, edited, planned and retired. Certificate management decides who may.
package struct ProfileTemplateFrontEnd: FrontEnd {
    /// A path that exists, or the reason why it cannot be read, which only callers who have signed in are told.
    package typealias Route = Result<APIPath, BodyError>

    package let prefix = APIPath.profileTemplates.path
    package let door = Caller.Door.api
    let service: ManagementService

    package init(service: ManagementService) { self.service = service }

    package func route(of request: Request, at path: String) throws -> Route {
        // The prefix is found in any case; the paths of the API are as they are written.
        switch Result(catching: { () throws(BodyError) in try APIPath(path: path) }) {
        case .failure(let fault): return .failure(fault)
        case .success(let path?):
            try Refusal.require(path.route.methods, request)
            return .success(path)
        case .success(nil): throw Refusal.noSuchPath
        }
    }

    package func respond(to request: Request, on route: Route, context: FrontEndContext) async throws -> Response {
        let path = try route.get()
        if let query = context.query, let name = QueryParameters.names(in: query).first {
            throw BodyError(
                field: String(name.prefix(100)),
                value: "",
                reason: "there is no query parameter \(name.prefix(100)); leave it out"
            )
        }
        let caller = try context.caller
        do {
            return try await response(path, request, service.management(for: caller), caller)
        } catch let error as ManagementError {
            throw CAError(error)
        } catch let error as ProfileTemplateDocumentError {
            throw BodyError(
                field: error.faults.first?.field ?? "document",
                value: "",
                reason: "the document cannot be read. \(error.description)"
            )
        }
    }

    private func response(_ path: APIPath, _ request: Request, _ management: BoundManagement, _ caller: Caller) async throws -> Response {
        switch path {
        case .profileTemplates where request.method == .post:
            let body = try ProfileTemplateBatchBody(json: try await RequestBody.bytes(of: request))
            let edits = try body.edits.map { ProfileTemplateEdit(try ProfileTemplateDocument($0.document), precondition: $0.precondition) }
            let outcome = try await management.edit(edits, isDryRun: body.isDryRun)
            if outcome.isRefused, !body.isDryRun { return try refusal(outcome, caller) }
            return try Response.json(ProfileTemplateBatchOutcomeBody(outcome))
        case .profileTemplates: return try Response.json(try await management.editableProfileTemplates().map(ProfileTemplateRowBody.init))
        case .profileTemplate(let name) where request.method == .put: return try await put(name, request, management, caller)
        case .profileTemplate(let name) where request.method == .delete:
            let version: Int? =
                switch try request.headers[.ifMatch].map({ text throws(BodyError) in try TemplateTag.precondition(text) }) {
                case .version(let version): version
                default: nil
                }
            try await management.retireProfileTemplate(name, version: version)
            return Response(status: .noContent)
        case .profileTemplate(let name):
            let (template, document) = try await management.profileTemplateDocument(name)
            let isKnown = request.headers[.ifNoneMatch].map { TemplateTag.isNamed(template.version, in: $0) } ?? false
            return TemplateTag.tagged(isKnown ? Response(status: .notModified) : Self.written(document), template.version)
        case .profileTemplateVersions(let name):
            return try Response.json(ProfileTemplateHistoryBody(try await management.profileTemplateVersions(name)))
        case .profileTemplateVersion(let name, let version):
            return Self.written(try await management.profileTemplateDocument(name, version: version).document)
        default: throw Refusal.noSuchPath
        }
    }

    /// The document may have the admin key of new cards, so nobody between keeps it.
    private static func written(_ document: ProfileTemplateDocument) -> Response {
        var response = Response.encoded(Array(document.json.text.utf8))
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func put(_ name: String, _ request: Request, _ management: BoundManagement, _ caller: Caller) async throws -> Response {
        let precondition = try TemplateTag.precondition(of: request)
        let members = try ProfileTemplateBatchBody.object(try await RequestBody.bytes(of: request))
        let document = try ProfileTemplateDocument(.object(members))
        do {
            let edit = ProfileTemplateEdit(document, precondition: precondition ?? .absent, target: name)
            let outcome = try await management.edit([edit], isDryRun: false)
            guard !outcome.isRefused, let stored = outcome.outcomes.first else { return try refusal(outcome, caller) }
            let response = try Response.json(ProfileTemplateOutcomeBody(stored), status: stored.oldVersion == nil ? .created : .ok)
            return TemplateTag.tagged(response, stored.newVersion)
        } catch let error as CAError where error.code == .preconditionFailed && precondition == nil {
            throw TemplateTag.required("profile template", name)
        }
    }

    /// The answer with every finding of every document.
    private func refusal(_ outcome: ProfileTemplateEditOutcome, _ caller: Caller) throws -> Response {
        let findings = outcome.outcomes.flatMap { one in one.findings.filter(\.isRefusal).map { (one.name, $0) } }
        let error = CAError(
            .unacceptable,
            status: .invalidArgument,
            "Nothing was stored. " + findings.map { "\($0.0): \($0.1)" }.joined(separator: " "),
            reason: findings.first.map { DenialReason(rule: $0.1.rule, field: $0.1.field, value: $0.1.value, remedy: $0.1.remedy) }
        )
        let problem = ProblemBody(error, correlationID: caller.correlationID)
        let body = ProfileTemplateRefusalBody(problem: problem, profileTemplates: outcome.outcomes.map(ProfileTemplateOutcomeBody.init))
        var response = try Response.json(body, status: .unprocessableContent)
        response.headers[.contentType] = ProblemBody.mediaType
        if let name = Response.correlationHeader { response.headers[name] = problem.correlationId }
        response.headers[.cacheControl] = "no-store"
        return response
    }
}

extension ProfileTemplateRowBody {
    fileprivate init(_ template: ProfileTemplate) {
        self.init(
            id: template.id.uuidString.lowercased(),
            name: template.name,
            description: template.description,
            version: template.version,
            isSmartcard: template.isSmartcard,
            isVirtualSmartcard: template.isVirtualSmartcard,
            isRetired: template.isRetired,
            certificates: template.certificates.map(\.template),
            workflows: template.isRetired ? [] : Workflow.allCases.filter { template.policies[$0]?.enabled == true }.map(\.rawValue)
        )
    }
}

extension ProfileTemplateOutcomeBody {
    fileprivate init(_ outcome: ProfileTemplateOutcome) {
        self.init(
            id: outcome.id.uuidString.lowercased(),
            name: outcome.name,
            oldVersion: outcome.oldVersion,
            newVersion: outcome.newVersion,
            changes: outcome.changes.map(TemplateFieldChangeBody.init),
            findings: outcome.findings.map {
                Finding(rule: $0.rule, field: $0.field, value: $0.value, remedy: $0.remedy, refuses: $0.isRefusal)
            },
            meaning: outcome.meaning
        )
    }
}

extension ProfileTemplateBatchOutcomeBody {
    fileprivate init(_ outcome: ProfileTemplateEditOutcome) {
        self.init(
            stored: outcome.isStored,
            refused: outcome.isRefused,
            profileTemplates: outcome.outcomes.map(ProfileTemplateOutcomeBody.init)
        )
    }
}

extension ProfileTemplateHistoryBody {
    fileprivate init(_ versions: [ProfileTemplateVersion]) {
        self.init(
            versions: versions.map {
                Version(version: $0.template.version, name: $0.template.name, changes: $0.changes.map(TemplateFieldChangeBody.init))
            }
        )
    }
}
