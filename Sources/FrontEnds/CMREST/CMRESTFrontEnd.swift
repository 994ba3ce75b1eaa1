import CAInterface
package import CertManagement
import PortableFoundation
import HTTPTypes
package import HummingbirdCore
import Logging
import NIOCore
package import PKIDirectory
import PKIFormats
import WireProtocols

/// The Microsoft Identity Manager CM REST API v1.0, at `/CertificateManagement/api/v1.0`. docs/conformance/cm-rest.md lists the served parts and our choices.
package struct CMRESTFrontEnd: FrontEnd {
    package let prefix = "/certificatemanagement"
    package let door = Caller.Door.cmREST
    let service: ManagementService
    let settings: CMRESTSettings

    package init(service: ManagementService, settings: CMRESTSettings = CMRESTSettings()) {
        self.service = service
        self.settings = settings
    }

    package func respond(to request: Request, on route: Void = (), context: FrontEndContext) async throws -> Response {
        let answer: CMRESTResponse
        do {
            answer = try await self.response(to: request, context: context)
        } catch let error as ManagementError {
            answer = CMRESTResponse(error)
        } catch let error as InputError {
            answer = CMRESTResponse(error)
        } catch let refusal as Refusal {
            throw refusal
        } catch let broken as ConnectionError {
            throw broken
        } catch {
            context.logger.error("CM REST call failed", metadata: ["error": "\(error)", "correlation": "\(context.correlationID)"])
            answer = .failure(.internalServerError, code: "InternalError", message: "The request could not be processed.")
        }
        return answer.response(correlationID: context.correlationID)
    }

    private func response(to request: Request, context: FrontEndContext) async throws -> CMRESTResponse {
        guard settings.isEnabled else { return Self.noSuchRoute("The CM REST API is switched off on this server.") }
        var segments: [String] = []
        for segment in request.uri.path.split(separator: "/", omittingEmptySubsequences: true) {
            guard let text = PercentEncoding.decode(segment) else { throw InputError("path", "a percent escape cannot be read") }
            segments.append(text)
        }
        guard segments.dropFirst().prefix(2).map({ $0.lowercased() }) == ["api", "v1.0"] else {
            return Self.noSuchRoute("There is nothing at this path. The API is at /CertificateManagement/api/v1.0.")
        }
        switch CMRESTRoute.match(method: request.method.rawValue, segments: Array(segments.dropFirst(3))) {
        case .route(let route): return try await response(to: route, request, context)
        case .methodNotAllowed(let methods): return .methodNotAllowed(methods)
        case .malformed(let error): throw error
        case .notServed:
            return Self.noSuchRoute(
                "This version does not serve this documented route: smart cards follow in a later one."
            )
        case .unknown: return Self.noSuchRoute("The API has no such route.")
        }
    }

    private static func noSuchRoute(_ message: String) -> CMRESTResponse { .failure(.notFound, code: "RouteNotFound", message: message) }

    private func response(to route: CMRESTRoute, _ request: Request, _ context: FrontEndContext) async throws -> CMRESTResponse {
        let management = service.management(for: try context.caller)
        let query = CMRESTQuery(request.uri)
        switch route {
        case .profileTemplates:
            _ = try query.onlyCurrentUser()
            return list(try await management.profileTemplates().map { ProfileTemplateBody($0).json })
        case .profileTemplate(let id):
            return object(try await management.profileTemplate(id).map { ProfileTemplateBody($0).json })
        case .policy(let id, let word):
            guard let workflow = Workflow(word: word) else {
                throw InputError("type", "“\(word.prefix(60))” is not a workflow; one of Enroll, Renew, Recover, Revoke, … expected")
            }
            return object(try await management.policy(of: id, for: workflow).map { PolicyBody($0).json })
        case .createRequest:
            return try await create(CreateRequestBody(context.body(of: request)), management)
        case .requests:
            var rows = CMRESTRows()
            try await management.requests(status: query.status(), onlyOwn: query.onlyCurrentUser()) { request in
                rows.add(ManagementRequestBody(request, settings: settings).json)
            }
            return list(rows)
        case .request(let id):
            return object(try await management.request(id).map { ManagementRequestBody($0, settings: settings).json })
        case .setStatus(let id):
            let word = try await StatusBody(context.body(of: request)).status
            guard let status = RequestedStatus(word: word) else {
                throw InputError("status", "“\(word.prefix(60))”; Completed, Canceled or Abandoned expected")
            }
            return object(try await management.setStatus(of: id, to: status).map { ManagementRequestBody($0, settings: settings).json })
        case .generationOptions(let id):
            return object(try await management.generationOptions(of: id).map { .array($0.map { GenerationOptionBody($0).json }) })
        case .certificateData(let id):
            let body = try await CertificateDataBody(context.body(of: request))
            guard let results = try await management.submitCertificateRequests(body.certificateRequests, comments: body.comments, to: id)
            else {
                throw ManagementError(.accessDenied, "There is no request \(GUIDText.text(id)) that this account may execute.")
            }
            return .ok(.array(results.map { CertificateBody($0).json }))
        case .profiles, .profile, .requestProfiles, .requestProfile, .profileOperations, .smartcardOperations, .profileCertificates,
            .smartcardCertificates, .certificates:
            return try await response(toObjects: route, query, management)
        }
    }

    private func create(_ body: CreateRequestBody, _ management: BoundManagement) async throws -> CMRESTResponse {
        guard let workflow = CertManagement.Operation(word: body.type)?.workflow ?? Workflow(word: body.type) else {
            throw InputError("type", "“\(body.type.prefix(60))” is not a request type; Enroll, Renew, Recover, Revoke, … expected")
        }
        if body.profileTemplate == nil, body.existingObject == nil {
            throw InputError("profiletemplateuuid", "missing; the GUID of a profile template expected")
        }
        let created = try await management.createRequest(
            RequestProposal(
                profileTemplate: body.profileTemplate,
                workflow: workflow,
                target: body.target,
                dataItems: body.dataCollection.map { DataItem(name: $0.name, value: $0.value) },
                comment: body.comment,
                priority: body.priority,
                existingObject: body.existingObject,
                operation: try await operation(body, management)
            )
        )
        let uri = "api/v1.0/requests/" + GUIDText.text(created.request.id)
        return .created(uri: uri, location: "/CertificateManagement/" + uri)
    }

    /// Where the type says more than a workflow. `SuspendOrReinstate` is whichever of the two is possible now.
    private func operation(_ body: CreateRequestBody, _ management: BoundManagement) async throws -> CertManagement.Operation? {
        if let operation = CertManagement.Operation(word: body.type) { return operation }
        guard ["suspendorreinstate", "9"].contains(body.type.lowercased()), let id = body.existingObject else { return nil }
        var offered = try await management.operations(ofProfile: id)
        if offered == nil { offered = try await management.operations(ofSmartcard: id) }
        return offered?.contains(.suspend) == true ? .suspend : .reinstate
    }

    func object(_ json: JSONValue?) -> CMRESTResponse { json.map { .ok($0) } ?? .nothing }

    func list(_ elements: [JSONValue]) -> CMRESTResponse {
        elements.isEmpty && settings.answersEmptyListsWithNoContent ? .nothing : .ok(.array(elements))
    }

    func list(_ rows: CMRESTRows) -> CMRESTResponse { rows.text.map { .written($0) } ?? list([]) }
}

/// The text of a list, written row by row, so that only the text of a long list is in memory.
struct CMRESTRows {
    private var buffer = ByteBuffer()

    mutating func add(_ row: JSONValue) { buffer.writeString((buffer.writerIndex == 0 ? "[" : ",") + row.text) }

    /// Nil without a row.
    var text: ByteBuffer? {
        guard buffer.writerIndex > 0 else { return nil }
        var closed = buffer
        closed.writeString("]")
        return closed
    }
}
