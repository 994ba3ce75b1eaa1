import AsyncHTTPClient
package import CAMessages
import NIOCore
import NIOHTTP1
import PortableFoundation

/// Fetches what a certificate points to: issuers, revocation lists, OCSP responses. The addresses come from the certificate, so from whoever made
/// it: only plain HTTP is spoken, nothing secret is sent, and size, time and redirections are limited.
package final class RelyingPartyFetch: Sendable {
    /// The largest number of redirections for one address.
    private static let redirections = 3
    private static let unreachable = "it cannot be reached"

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
        var place = try await Self.place(url, from: nil)
        for _ in 0...Self.redirections {
            let (status, location, content) = try await exchange(place, question, limit, end)
            if status == 200 { return content }
            guard [301, 302, 303, 307, 308].contains(status), let location else {
                throw Self.failure("it answered with HTTP status \(status)")
            }
            // RFC 9110 §15.4: a question must not be posted to another place that its author did not choose.
            guard question == nil else { throw Self.failure("it redirects a question elsewhere, to \(location)") }
            place = try await Self.place(location, from: place)
        }
        throw Self.failure("it redirects more than \(Self.redirections) times")
    }

    /// Asks the place at the first of its addresses that takes the connection.
    private func exchange(
        _ place: Place,
        _ question: [UInt8]?,
        _ limit: Int,
        _ end: ContinuousClock.Instant
    ) async throws(CAError) -> (status: UInt, location: String?, content: [UInt8]) {
        var reason = Self.failure(Self.unreachable)
        for address in place.addresses {
            let left = ContinuousClock.now.duration(to: end)
            guard left > .zero else { throw Self.failure("it did not answer in time") }
            do {
                return try await exchange(place.url, address, question, limit, left)
            } catch {
                reason = error
                guard error.message == Self.unreachable else { throw error }
            }
        }
        throw reason
    }

    private func exchange(
        _ url: URL,
        _ address: ResolvedAddress,
        _ question: [UInt8]?,
        _ limit: Int,
        _ left: Duration
    ) async throws(CAError) -> (status: UInt, location: String?, content: [UInt8]) {
        guard var parts = URLComponents(url: url, resolvingAgainstBaseURL: true), let named = parts.encodedHost else {
            throw Self.failure("it is not an address")
        }
        parts.encodedHost = address.urlHost
        guard let target = parts.string else { throw Self.failure("it is not an address") }
        var request = HTTPClientRequest(url: target)
        request.headers.add(name: "host", value: named + (url.port.map { ":\($0)" } ?? ""))
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
            throw Self.failure(Self.unreachable, cause: error)
        }
    }

    /// An address that may be asked, and the places that its host means. The connection goes to one of them: a name that means another place when it
    /// is resolved again leads nowhere else.
    private struct Place {
        let url: URL
        let host: String
        let addresses: [ResolvedAddress]
    }

    /// Checks an address before anything is sent to it.
    private static func place(_ text: String, from former: Place?) async throws(CAError) -> Place {
        guard let url = URL(string: text, relativeTo: former?.url)?.absoluteURL, let scheme = url.scheme?.lowercased() else {
            throw failure("it is not an address")
        }
        let word = former == nil ? "it is" : "it redirects to"
        guard scheme == "http" else {
            throw failure(
                "\(word) an address of \(scheme), and only http is fetched: a certificate's status must not depend on TLS (RFC 5280 §8)"
            )
        }
        guard let named = url.host?.lowercased(), !named.isEmpty, WebAddress.port(of: url) != nil, url.user == nil else {
            throw failure("\(word) no address with a host and a port from 1 to 65535")
        }
        let host = named.hasPrefix("[") && named.hasSuffix("]") ? String(named.dropFirst().dropLast()) : named
        if let former, host == former.host { return Place(url: url, host: host, addresses: former.addresses) }
        let addresses = await ResolvedAddress.all(of: host)
        guard !addresses.isEmpty else { throw failure("its host \(host) has no address") }
        if addresses.contains(where: \.isLinkLocal) { throw failure("\(word) a link-local address") }
        if former != nil {
            if ResolvedAddress.isNumeric(host) { throw failure("it redirects to a numeric address") }
            if addresses.contains(where: \.isLoopback) { throw failure("it redirects to this machine") }
        }
        return Place(url: url, host: host, addresses: addresses)
    }

    private static func failure(_ reason: String, cause: (any Error)? = nil) -> CAError {
        CAError(.unavailable, status: .revocationOffline, reason, cause: cause)
    }
}
