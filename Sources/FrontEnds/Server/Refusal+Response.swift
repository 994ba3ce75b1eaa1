import CAInterface
import PortableFoundation
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import WireProtocols

extension Refusal {
    /// - Parameter schemes: named to the client when the credential is wrong.
    init(_ failure: SignInError, schemes: [CredentialScheme]) {
        self =
            switch failure {
            case .wrongCredentials: .signInRequired(schemes)
            case .backOff(let seconds): .backOff(seconds: seconds)
            case .busy: .unavailable(failure.description)
            case .unavailable(let cause): .unavailable(failure.description, cause: cause)
            }
    }

    /// The only place where refusals that come from no CA become responses.
    func response(_ correlationID: UUID) -> Response {
        switch self {
        case .tooLarge:
            return problem(
                "tooLarge",
                413,
                "The body is longer than 1 MiB. Send less; a certificate request has a few kilobytes.",
                .filenameExceedsRange,
                correlationID
            )
        case .wrongMethod(let allowed):
            let methods = allowed.joined(separator: ", ")
            var response = problem(
                "wrongMethod",
                405,
                "This path does not accept that method. Use one of: \(methods).",
                .callNotImplemented,
                correlationID
            )
            response.headers[.allow] = methods
            return response
        case .noSuchPath:
            return problem(
                "noSuchPath",
                404,
                "This path does not exist. /api/v1/openapi.json lists the paths.",
                .fileNotFound,
                correlationID
            )
        case .signInRequired(let schemes):
            let ways = schemes.map(\.words).joined(separator: " or with ")
            var response = problem(
                "signInRequired",
                401,
                schemes.isEmpty
                    ? "The credential in the message is missing or wrong." : "The credential is missing or wrong. Sign in with \(ways).",
                .accessDenied,
                correlationID
            )
            for challenge in schemes.compactMap(\.challenge) {
                response.headers.append(HTTPField(name: .wwwAuthenticate, value: challenge))
            }
            return response
        case .invalidToken(let fault):
            // RFC 6750 §3.1: a token that is good for less than was asked is no sign-in failure.
            let scope: String? = if case .scope(let scope) = fault { scope } else { nil }
            var response = problem(
                scope == nil ? "signInRequired" : "accessDenied",
                scope == nil ? 401 : 403,
                fault.description,
                .accessDenied,
                correlationID
            )
            var challenge = #"Bearer realm="Chancery", error="\#(scope == nil ? "invalid_token" : "insufficient_scope")""#
            challenge += #", error_description="\#(fault.description)""#
            if let scope { challenge += #", scope="\#(scope)""# }
            response.headers[.wwwAuthenticate] = challenge
            return response
        case .backOff(let seconds):
            var response = problem("backOff", 429, "Too many failed sign-ins. Try again in \(seconds) s.", .accessDenied, correlationID)
            response.headers[.retryAfter] = String(seconds)
            return response
        case .forbidden(let why): return problem("accessDenied", 403, why, .accessDenied, correlationID)
        case .unavailable(let why, _):
            var response = problem("unavailable", 503, why, .rpcServerUnavailable, correlationID)
            response.headers[.retryAfter] = "5"
            return response
        }
    }

    private func problem(_ word: String, _ status: Int, _ detail: String, _ code: HRESULT, _ correlationID: UUID) -> Response {
        Response.problem(
            ProblemBody(word, status: status, detail: detail, code: code, correlationID: correlationID),
            correlationID: correlationID
        )
    }
}
