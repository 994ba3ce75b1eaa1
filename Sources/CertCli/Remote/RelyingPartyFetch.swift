import AsyncHTTPClient
package import CAInterface
import NIOCore
import NIOHTTP1
import PortableFoundation

/// Fetches what a certificate points to: issuers, revocation lists, OCSP responses. The addresses come from the certificate, so from whoever made
/// it: only plain HTTP is spoken, nothing secret is sent, and size, time and redirections are limited.
package final class RelyingPartyFetch: Sendable {
    /// The largest number of redirections for one address.
    private static let redirections = 3

    private let client: HTTPClient

    package init() {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(30))
        )
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }

    deinit { client.shutdown { _ in } }

    /// The content behind an address.
    /// - Parameters:
    ///   - question: an OCSP request to post; nil to get the content.
    ///   - limit: the largest number of octets.
    ///   - seconds: the longest time, with every redirection.
    /// - Throws: `CAError` with the reason, which does not repeat the address.
    package func bytes(of url: String, posting question: [UInt8]? = nil, atMost limit: Int, seconds: Double) async throws(CAError)
        -> [UInt8]
    {
        let end = ContinuousClock.now + .seconds(seconds)
        var address = try Self.address(url, from: nil)
        for _ in 0...Self.redirections {
            let left = ContinuousClock.now.duration(to: end)
            guard left > .zero else { throw Self.failure("it did not answer in time") }
            let (status, location, content) = try await exchange(address, question, limit, left)
            if status == 200 { return content }
            guard [301, 302, 303, 307, 308].contains(status), let location else {
                throw Self.failure("it answered with HTTP status \(status)")
            }
            // RFC 9110 §15.4: a question must not be posted to another place that its author did not choose.
            guard question == nil else { throw Self.failure("it redirects a question elsewhere, to \(location)") }
            address = try Self.address(location, from: address)
        }
        throw Self.failure("it redirects more than \(Self.redirections) times")
    }

    private func exchange(
        _ address: URL,
        _ question: [UInt8]?,
        _ limit: Int,
        _ left: Duration
    ) async throws(CAError) -> (status: UInt, location: String?, content: [UInt8]) {
        var request = HTTPClientRequest(url: address.absoluteString)
        if let question {
            request.method = .POST
            request.headers.add(name: "content-type", value: "application/ocsp-request")
            request.headers.add(name: "accept", value: "application/ocsp-response")
            request.body = .bytes(ByteBuffer(bytes: question))
        }
        let whole = request
        do {
            // The client's own limit ends with the head of the answer; a body that trickles in would go on.
            return try await withThrowingTaskGroup(of: (status: UInt, location: String?, content: [UInt8]).self) { group in
                defer { group.cancelAll() }
                group.addTask { [client] in
                    let response = try await client.execute(whole, deadline: .distantFuture)
                    guard response.status == .ok else { return (response.status.code, response.headers.first(name: "location"), []) }
                    return (200, nil, Array(buffer: try await response.body.collect(upTo: limit)))
                }
                group.addTask {
                    try await Task.sleep(for: left)
                    throw HTTPClientError.deadlineExceeded
                }
                guard let first = try await group.next() else { throw CancellationError() }
                return first
            }
        } catch is NIOTooManyBytesError {
            throw Self.failure("it has more than \(limit) octets")
        } catch let error as HTTPClientError where [.deadlineExceeded, .readTimeout, .connectTimeout].contains(error) {
            throw Self.failure("it did not answer in time")
        } catch {
            throw Self.failure("it cannot be reached", cause: error)
        }
    }

    /// Checks an address before anything is sent to it.
    private static func address(_ text: String, from former: URL?) throws(CAError) -> URL {
        guard let url = URL(string: text, relativeTo: former)?.absoluteURL, let scheme = url.scheme?.lowercased() else {
            throw failure("it is not an address")
        }
        let word = former == nil ? "it is" : "it redirects to"
        guard scheme == "http" else {
            throw failure(
                "\(word) an address of \(scheme), and only http is fetched: a certificate's status must not depend on TLS (RFC 5280 §8)"
            )
        }
        guard let host = url.host?.lowercased(), !host.isEmpty, WebAddress.port(of: url) != nil, url.user == nil else {
            throw failure("\(word) no address with a host and a port from 1 to 65535")
        }
        // Services that answer there trust whoever can reach them, such as those that hand out a cloud machine's credentials.
        if host.hasPrefix("169.254.") || host.hasPrefix("fe80:") || host.hasPrefix("[fe80:") || host == "0.0.0.0" {
            throw failure("\(word) a link-local address")
        }
        if let former, isNumeric(host), host != former.host?.lowercased() { throw failure("it redirects to a numeric address") }
        return url
    }

    private static func isNumeric(_ host: String) -> Bool {
        host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." } || host == "localhost"
    }

    private static func failure(_ reason: String, cause: (any Error)? = nil) -> CAError {
        CAError(.unavailable, status: .revocationOffline, reason, cause: cause)
    }
}
