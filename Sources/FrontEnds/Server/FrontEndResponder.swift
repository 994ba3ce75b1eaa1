import CAInterface
import PortableFoundation
import HTTPTypes
package import HummingbirdCore
import Logging
import PKIDirectory
import WireProtocols

/// Chooses the front end by the path, signs the caller in as it declares, and turns every error into a response. It is the only code between a listener and a
/// front end, because every submission passes here.
package struct FrontEndResponder: Sendable {
    let frontEnds: MountedFrontEnds
    let listener: Listener

    /// - Throws: `ConnectionError` when the client is gone.
    package func respond(to request: Request, context: ConnectionContext) async throws -> Response {
        let target = request.head.path ?? "/"
        let question = target.utf8.firstIndex(of: UInt8(ascii: "?"))
        let path = question.map { String(target[..<$0]) } ?? target
        let query = question.map { target[target.utf8.index(after: $0)...] }
        let correlationID = CorrelationID.next()
        let trace = TraceParent(of: request)
        let context = trace.map { context.within($0) } ?? context
        var response: Response
        do {
            // 4. Arrive: choose the front end by the path, then sign in the caller as it declares.
            guard let mount = frontEnds.mount(at: path, on: listener) else { throw Refusal.noSuchPath }
            response = try await self.response(of: mount.frontEnd, mount.authentication, request, path, query, context, correlationID)
        } catch let error as ConnectionError {
            throw error
        } catch {
            response = refuse(error, path, correlationID, context)
        }
        if let trace, let name = TraceParent.responseField { response.headers[name] = trace.response(of: correlationID) }
        if request.method == .head { response = response.createHeadResponse() }
        frontEnds.traffic.count(status: response.status.code, isSecure: listener == .https)
        return response
    }

    private func response<Chosen: FrontEnd>(
        of frontEnd: Chosen,
        _ authentication: FrontEndAuthentication,
        _ request: Request,
        _ path: String,
        _ query: Substring?,
        _ context: ConnectionContext,
        _ correlationID: UUID
    ) async throws -> Response {
        let route = try frontEnd.route(of: request, at: path)
        var caller: Caller?
        var own: OwnSignIn?
        switch authentication {
        case .none: break
        case .schemesFromElsewhere where context.isLoopback: break
        case .schemes(let schemes), .schemesFromElsewhere(let schemes):
            guard listener == .https else {
                throw Refusal.forbidden("From other machines, use \(frontEnd.prefix) over HTTPS and sign in.")
            }
            caller = try await frontEnds.authenticator.caller(
                request,
                context,
                door: frontEnd.door,
                correlationID: correlationID,
                schemes: schemes
            )
        case .own:
            own = OwnSignIn(
                authenticator: frontEnds.authenticator,
                address: context.remoteAddress,
                door: frontEnd.door,
                correlationID: correlationID
            )
        }
        let frontEndContext = FrontEndContext(
            caller: caller,
            correlationID: correlationID,
            logger: context.logger,
            remoteAddress: context.remoteAddress,
            query: query,
            ownSignIn: own
        )
        if frontEnd.isShort(route, request) { return try await frontEnd.respond(to: request, on: route, context: frontEndContext) }
        // Long work (pages of rows, workflows) runs on the shared pool. The connections of this loop wait only for submissions, each of which is as short as
        // a TLS handshake.
        return try await withTaskExecutorPreference(globalConcurrentExecutor) {
            try await Self.leavingTheLoop { try await frontEnd.respond(to: request, on: route, context: frontEndContext) }
        }
    }

    /// A task changes its thread where a concurrent function begins, not where its preference changes.
    @concurrent
    private static func leavingTheLoop(_ work: @Sendable () async throws -> Response) async throws -> Response { try await work() }

    private func refuse(_ error: any Error, _ path: String, _ correlationID: UUID, _ context: ConnectionContext) -> Response {
        func log(_ level: Logger.Level, _ message: Logger.Message, _ cause: String) {
            context.logger.log(
                level: level,
                message,
                metadata: ["cause": "\(cause)", "correlationID": "\(correlationID)", "path": "\(path)"]
            )
        }
        switch error {
        case let refusal as Refusal:
            if case .unavailable(let why, let cause?) = refusal { log(.warning, "A request failed: \(why)", cause) }
            return refusal.response(correlationID)
        case let fault as BodyError: return problem(CAError(fault), path, correlationID)
        case let error as CAError:
            if let cause = error.cause { log(.warning, "A request failed: \(error.message)", "\(cause)") }
            return problem(error, path, correlationID)
        default:
            log(.error, "A request failed", "\(error)")
            let shown = CAError(
                .internal,
                status: .unexpected,
                "The server failed. Its log has the reason under this correlation id."
            )
            return problem(shown, path, correlationID)
        }
    }

    private func problem(_ error: CAError, _ path: String, _ correlationID: UUID) -> Response {
        let route = (try? APIPath(path: path))??.route
        var response = Response.problem(
            ProblemBody(error, absence: route?.absence, correlationID: correlationID),
            correlationID: correlationID
        )
        if let seconds = error.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        return response
    }
}

extension Refusal {
    /// Refuses a method that a path does not accept. `HEAD` is accepted where `GET` is.
    static func require(_ methods: [String], _ request: Request) throws {
        let method = request.method.rawValue
        guard methods.contains(method) || (method == "HEAD" && methods.contains("GET")) else {
            throw wrongMethod(allowed: methods.contains("GET") && !methods.contains("HEAD") ? methods + ["HEAD"] : methods)
        }
    }
}
