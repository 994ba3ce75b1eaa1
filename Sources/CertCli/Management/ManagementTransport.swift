import HTTPTypes

/// Carries the calls of certificate management to a server.
package protocol ManagementTransport: Sendable {
    /// - Parameters:
    ///   - target: the path with its query.
    ///   - body: JSON.
    ///   - mayRepeat: whether the call may be made again after its answer was lost.
    /// - Returns: the body of a 2xx answer; empty for 204.
    /// - Throws: `CAError`.
    func send(_ method: ManagementMethod, target: String, body: [UInt8]?, mayRepeat: Bool) async throws -> [UInt8]
}

/// The methods that the interface uses.
package enum ManagementMethod: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
}

extension HTTPTransport: ManagementTransport {
    package func send(_ method: ManagementMethod, target: String, body: [UInt8]?, mayRepeat: Bool) async throws -> [UInt8] {
        let verb: HTTPRequest.Method =
            switch method {
            case .get: .get
            case .post: .post
            case .put: .put
            }
        return try await send(verb, target: target, body: body, mayRepeat: mayRepeat)
    }
}
