package import CAInterface
package import PortableFoundation
import HTTPTypes
package import HummingbirdCore
package import PKIDirectory
import WireProtocols

/// OCSP at `/ocsp`, for everybody: POST with the request as body, GET with the request as base64 in the path. Source: RFC 6960 appendix A.1, RFC 9919 §6.
package struct OCSPFrontEnd: FrontEnd {
    package enum Route: Sendable {
        case body
        case path(String)
    }

    private let source: any StatusSource
    private let clock: @Sendable () -> Date

    package let prefix = "/ocsp"
    package let listeners = Set(Listener.allCases)
    package let authentication = FrontEndAuthentication.none
    package let door = Caller.Door.api

    package init(source: any StatusSource, clock: @escaping @Sendable () -> Date = { Date() }) {
        self.source = source
        self.clock = clock
    }

    /// Whatever type a body claims to have, it is read: some clients send none.
    package func route(of request: Request, at path: String) throws -> Route {
        let rest = path.utf8.dropFirst(prefix.utf8.count)
        if request.method == .post, rest.allSatisfy({ $0 == UInt8(ascii: "/") }) { return .body }
        try Refusal.require(rest.isEmpty ? ["POST", "GET"] : ["GET"], request)
        return .path(String(decoding: rest, as: UTF8.self))
    }

    package func isShort(_ route: Route, _ request: Request) -> Bool { true }

    /// Errors of OCSP are answers too, with status 200.
    package func respond(to request: Request, on route: Route, context: FrontEndContext) async throws -> Response {
        let question: [UInt8] =
            switch route {
            case .body: try await context.body(of: request)
            case .path(let text): OCSPHTTP.request(in: text) ?? []
            }
        let answer = await source.status(answering: question)
        guard let caching = answer.caching, let fields = OCSPHTTP.CacheFields(caching, at: clock()) else {
            var response = Response.octets(answer.bytes, mediaType: OCSPHTTP.responseType)
            response.headers[.cacheControl] = OCSPHTTP.notKept
            return response
        }
        var response: Response
        if case .path = route, request.headers[.ifNoneMatch].map({ Self.names($0, fields.tag) }) ?? false {
            response = Response(status: .notModified)
        } else {
            response = Response.octets(answer.bytes, mediaType: OCSPHTTP.responseType)
        }
        response.headers[.eTag] = fields.tag
        response.headers[.lastModified] = fields.lastModified
        response.headers[.expires] = fields.expires
        response.headers[.cacheControl] = fields.cacheControl
        return response
    }

    /// RFC 9110 §13.1.2: a weak tag compares equal.
    private static func names(_ list: String, _ tag: String) -> Bool {
        list.split(separator: ",").contains { part in
            let candidate = part.drop { $0 == " " || $0 == "\t" }
            return candidate == "*" || candidate.hasPrefix(tag) || (candidate.hasPrefix("W/") && candidate.dropFirst(2).hasPrefix(tag))
        }
    }
}
