import AsyncHTTPClient
import CAInterface
import PortableFoundation
import HTTPTypes
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import PKIFormats
import WireProtocols

/// HTTPS to one server, with one trust and one credential. Connections are kept and reused; they close with the last reference.
final class HTTPTransport: Sendable {
    private enum Way: Sendable {
        case pool(HTTPClient)
        /// The caller's client, which knows nothing of our trust: each request carries it.
        case shared(HTTPClient, TLSConfiguration)
        case pinned(PinnedConnection)
    }

    private struct Answer {
        var status: Int
        var body: [UInt8]
        var retryAfter: Duration?
    }

    private let way: Way
    private let base: String
    private let config: ConfigString
    private let trust: ServerTrust
    private let authorization: String?
    private let repeats: RepeatPolicy
    private let logger: Logger

    /// Answers larger than this are refused. All answers of the API are much smaller.
    private static let largestResponse = 16 * 1024 * 1024

    /// For a pinned root, this first asks the server for its chain without sending anything. A chain without that root ends the call here.
    static func connect(
        to config: ConfigString,
        credential: Credential,
        trust: ServerTrust,
        options: HTTPOptions = HTTPOptions()
    ) async throws(CAError) -> HTTPTransport {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        do {
            switch trust.kind {
            // The handshake of each connection checks the key.
            case .system, .key: break
            case .anchors(let certificates):
                tls.trustRoots = .certificates(try certificates.map { try NIOSSLCertificate(bytes: $0, format: .der) })
            case .root(let fingerprint):
                guard options.proxy == nil else {
                    throw CAError(
                        .malformed,
                        status: .invalidArgument,
                        "Through a proxy the chain of \(config.machine) cannot be seen, so that its root cannot be found by a fingerprint. Give the root "
                            + "certificate itself."
                    )
                }
                let root = try await PresentedChain.root(withSHA256: fingerprint, of: config, on: options.eventLoopGroup)
                tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: root, format: .der)])
            }
            if case .certificate(let chain, let key) = credential.kind {
                tls.certificateChain = try chain.map { .certificate(try NIOSSLCertificate(bytes: $0, format: .der)) }
                tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: key, format: .der))
            }
        } catch let error as CAError {
            throw error
        } catch {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "A certificate or key given for the connection to \(config.machine) cannot be used: TLS does not take it. Give the certificate and its own "
                    + "key in PEM, the key without a password.",
                cause: error
            )
        }
        return HTTPTransport(config, credential, trust, tls, options)
    }

    private init(_ config: ConfigString, _ credential: Credential, _ trust: ServerTrust, _ tls: TLSConfiguration, _ options: HTTPOptions) {
        self.config = config
        self.trust = trust
        repeats = options.repeats
        logger = options.logger
        base = "https://" + (config.host.contains(":") ? "[\(config.host)]" : config.host) + ":\(config.port)"
        if case .password(let name, let secret) = credential.kind {
            authorization = "Basic " + Base64.encode(Array("\(name):\(secret)".utf8))
        } else {
            authorization = nil
        }
        if case .key(let key) = trust.kind {
            let connection = PinnedConnection(
                config: config,
                key: key,
                tls: tls,
                largestResponse: Self.largestResponse,
                group: options.eventLoopGroup ?? MultiThreadedEventLoopGroup.singleton
            )
            way = .pinned(connection)
            return
        }
        if let client = options.client {
            way = .shared(client, tls)
            return
        }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls,
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(60)),
            proxy: options.proxy
        )
        configuration.httpVersion = .http1Only
        // A wrong anchor stays wrong, so it is reported at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        way = .pool(HTTPClient(eventLoopGroup: options.eventLoopGroup ?? HTTPClient.defaultEventLoopGroup, configuration: configuration))
    }

    deinit {
        if case .pool(let client) = way { client.shutdown { _ in } }
    }

    /// One call. If the connection is lost before the answer, or the server cannot serve now, it is repeated as the policy says: every call of
    /// the API may be repeated, submissions because of their key.
    /// - Returns: the body of a 2xx answer.
    /// - Throws: `CAError`, made from the server's problem description if it gave one.
    func send(_ method: HTTPRequest.Method, _ path: APIPath, query: [(String, String)] = [], body: [UInt8]? = nil, ifMatch: String? = nil)
        async throws -> [UInt8]
    {
        try await send(method, target: path.path + Self.text(query), body: body, ifMatch: ifMatch)
    }

    /// As the other `send`, to a path beside the API.
    /// - Parameter mayRepeat: false for a call that makes an object each time it arrives.
    func send(
        _ method: HTTPRequest.Method,
        target: String,
        body: [UInt8]? = nil,
        ifMatch: String? = nil,
        mayRepeat: Bool = true
    ) async throws -> [UInt8] {
        var headers = HTTPHeaders([("accept", "application/json")])
        if let authorization { headers.add(name: "authorization", value: authorization) }
        if let ifMatch { headers.add(name: "if-match", value: ifMatch) }
        if body != nil { headers.add(name: "content-type", value: "application/json") }
        let start = ContinuousClock.now
        var attempt = 1
        while true {
            let reason: String
            let pause: Duration
            do {
                let answer = try await exchange(HTTPMethod(rawValue: method.rawValue), target, headers, body)
                if (200..<300).contains(answer.status) { return answer.body }
                guard mayRepeat, [502, 503, 504].contains(answer.status),
                    let wait = repeats.pause(afterAttempt: attempt, elapsed: .now - start, wanted: answer.retryAfter)
                else { throw problem(answer.status, answer.body) }
                (reason, pause) = ("status \(answer.status)", wait)
            } catch let error as CAError {
                throw error
            } catch {
                guard mayRepeat, TransportFailure.lostConnection(error),
                    let wait = repeats.pause(afterAttempt: attempt, elapsed: .now - start)
                else {
                    throw await TransportFailure.error(error, config, trust: trust)
                }
                (reason, pause) = ("the connection was lost", wait)
            }
            logger.info(
                "A call to the CA is repeated.",
                metadata: [
                    "server": "\(config.machine)", "path": "\(target.prefix { $0 != "?" })", "attempt": "\(attempt)", "reason": "\(reason)",
                ]
            )
            attempt += 1
            do {
                try await Task.sleep(for: pause)
            } catch {
                throw await TransportFailure.error(error, config, trust: trust)
            }
        }
    }

    private func exchange(_ method: HTTPMethod, _ target: String, _ headers: HTTPHeaders, _ body: [UInt8]?) async throws -> Answer {
        var request = HTTPClientRequest(url: base + target)
        request.method = method
        request.headers = headers
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        switch way {
        case .pool(let client): return try await answer(of: client, to: request)
        case .shared(let client, let tls):
            request.tlsConfiguration = tls
            return try await answer(of: client, to: request)
        case .pinned(let connection):
            var head = HTTPRequestHead(version: .http1_1, method: method, uri: target, headers: headers)
            head.headers.add(name: "host", value: String(base.dropFirst("https://".count)))
            head.headers.add(name: "connection", value: "close")
            if let body { head.headers.add(name: "content-length", value: String(body.count)) }
            let answer = try await connection.exchange(head, body: body)
            return Answer(status: answer.status, body: answer.body)
        }
    }

    private func answer(of client: HTTPClient, to request: HTTPClientRequest) async throws -> Answer {
        let response = try await client.execute(request, timeout: .seconds(90))
        guard response.history.count < 2 else {
            throw CAError(
                .untrustedServer,
                status: .invalidData,
                "\(config.machine) sent the call elsewhere, and the given HTTP client followed. The answer is not believed. Give a client that follows no "
                    + "redirections."
            )
        }
        return Answer(
            status: Int(response.status.code),
            body: Array(buffer: try await response.body.collect(upTo: Self.largestResponse)),
            retryAfter: response.headers.first(name: "retry-after").flatMap(Int64.init).map { .seconds(max(0, $0)) }
        )
    }

    /// Of an answer that is not JSON, only the status is shown.
    private func problem(_ status: Int, _ body: [UInt8]) -> CAError {
        if let problem = try? JSONDecoder().decode(ProblemBody.self, from: Data(body)) { return problem.error }
        let code: (CAError.Code, HRESULT) =
            switch status {
            case 400: (.malformed, .invalidData)
            case 401: (.signInRequired, .accessDenied)
            case 403: (.accessDenied, .accessDenied)
            case 404: (.notFound, .invalidArgument)
            case 413: (.malformed, .invalidData)
            case 429, 503: (.unavailable, .rpcServerUnavailable)
            default: (.internal, .fail)
            }
        if let words = CMRESTErrorBody(body) { return CAError(code.0, status: code.1, words.message) }
        return CAError(
            code.0,
            status: code.1,
            "\(config.machine) answered with HTTP status \(status). Check that it is a Chancery server and look at its log."
        )
    }

    private static func text(_ query: [(String, String)]) -> String {
        query.isEmpty ? "" : "?" + query.map { "\($0.0)=\(PercentEncoding.encode($0.1))" }.joined(separator: "&")
    }
}
