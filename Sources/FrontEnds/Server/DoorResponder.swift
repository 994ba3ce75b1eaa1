import CAInterface
import FoundationEssentials
import HTTPTypes
package import HummingbirdCore
import Logging
import WireProtocols

/// Chooses the door by the path, authenticates, and turns whatever is thrown into an answer. Nothing else stands between the listener and a door:
/// this is on the way of every submission.
package struct DoorResponder: Sendable {
    let doors: FrontDoors
    /// Reached over TLS.
    let isSecure: Bool

    /// - Throws: `BrokenConnection`: there is nobody to answer.
    package func respond(to request: Request, context: DoorRequestContext) async throws -> Response {
        let target = request.head.path ?? "/"
        let question = target.utf8.firstIndex(of: UInt8(ascii: "?"))
        let path = question.map { String(target[..<$0]) } ?? target
        let query = question.map { target[target.utf8.index(after: $0)...] }
        let correlationID = CorrelationID.next()
        var response: Response
        do {
            response = try await answer(request, path, query, context, correlationID)
        } catch let error as BrokenConnection {
            throw error
        } catch {
            response = refuse(error, path, correlationID, context)
        }
        if request.method == .head { response = response.createHeadResponse() }
        doors.traffic.count(status: response.status.code, isSecure: isSecure)
        return response
    }

    private func answer(
        _ request: Request, _ path: String, _ query: Substring?, _ context: DoorRequestContext, _ correlationID: UUID
    ) async throws -> Response {
        if isSecure, path.utf8.starts(with: APIPath.prefix.utf8) {
            return try await api(request, path, query, context, correlationID)
        }
        if isSecure, let door = doors.prefixDoors.first(where: { Self.path(path, isBelow: $0.prefix) }) {
            return try await awayFromTheLoop {
                let caller = try await doors.authenticator.caller(request, context, door: door.door, correlationID: correlationID)
                return try await door.respond(
                    to: request, context: DoorContext(caller: caller, correlationID: correlationID, logger: context.logger))
            }
        }
        if let answer = try await doors.publication.answer(request, path) { return answer }
        if let page = StatusDoor.Page(path: path) {
            try Self.require(["GET", "HEAD"], request)
            if page == .metrics, !context.isLoopback {
                guard isSecure else {
                    throw Refusal.forbidden("Away from this machine, /metrics is served over HTTPS to those who sign in.")
                }
                _ = try await doors.authenticator.caller(request, context, door: .api, correlationID: correlationID)
            }
            return doors.status.answer(page)
        }
        throw Refusal.noSuchPath
    }

    private func api(
        _ request: Request, _ path: String, _ query: Substring?, _ context: DoorRequestContext, _ correlationID: UUID
    ) async throws -> Response {
        // What is wrong with the path is told only to those who have signed in.
        let route = Result { () throws(UnreadableBody) in try APIPath(path: path) }
        if case .success(let route) = route {
            guard let route else { throw Refusal.noSuchPath }
            try Self.require(route.methods, request)
            if route == .openAPI { return doors.api.description }
        }
        let caller = try await doors.authenticator.caller(request, context, door: .api, correlationID: correlationID)
        guard let route = try route.get() else { throw Refusal.noSuchPath }
        if case .requests = route, request.method == .post { return try await doors.api.answer(route, request, query, caller) }
        return try await awayFromTheLoop { try await doors.api.answer(route, request, query, caller) }
    }

    /// Runs what may take long (pages of rows, revocation lists, workflows) on the shared pool: the connections of this loop wait for nobody's work but
    /// submissions, each of which is as short as a TLS handshake.
    private func awayFromTheLoop(_ work: () async throws -> Response) async throws -> Response {
        try await withTaskExecutorPreference(globalConcurrentExecutor, operation: work)
    }

    private static func require(_ methods: [String], _ request: Request) throws {
        let method = request.method.rawValue
        guard methods.contains(method) || (method == "HEAD" && methods.contains("GET")) else {
            throw Refusal.wrongMethod(allowed: methods.contains("GET") && !methods.contains("HEAD") ? methods + ["HEAD"] : methods)
        }
    }

    /// Compared without case: administrators type these paths, and the servers they come from do not care.
    private static func path(_ path: String, isBelow prefix: String) -> Bool {
        var rest = path.utf8[...]
        for octet in prefix.utf8 {
            guard let next = rest.popFirst(), next == octet || (0x41...0x5A).contains(next) && next | 0x20 == octet else { return false }
        }
        return rest.isEmpty || rest.first == UInt8(ascii: "/")
    }

    private func refuse(_ error: any Error, _ path: String, _ correlationID: UUID, _ context: DoorRequestContext) -> Response {
        switch error {
        case let refusal as Refusal: return refusal.answer(correlationID)
        case let fault as UnreadableBody: return problem(CAError(fault), path, correlationID)
        case let error as CAError:
            if let cause = error.cause {
                context.logger.warning(
                    "A request failed: \(error.message)",
                    metadata: ["cause": "\(cause)", "correlationID": "\(correlationID)", "path": "\(path)"])
            }
            return problem(error, path, correlationID)
        default:
            context.logger.error(
                "A request failed", metadata: ["error": "\(error)", "correlationID": "\(correlationID)", "path": "\(path)"])
            let shown = CAError(
                .internal, status: .unexpected, "The server failed. Its log says why, under this correlation id.")
            return problem(shown, path, correlationID)
        }
    }

    private func problem(_ error: CAError, _ path: String, _ correlationID: UUID) -> Response {
        let namesRow = (try? APIPath(path: path))??.namesRow ?? false
        return Answer.problem(ProblemBody(error, hidingRows: namesRow, correlationID: correlationID), correlationID: correlationID)
    }
}
