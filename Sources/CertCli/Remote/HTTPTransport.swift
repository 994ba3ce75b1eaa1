import AsyncHTTPClient
import CAInterface
import PortableFoundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOSSL
import PKIFormats
import WireProtocols

/// HTTPS to one server, with one trust and one credential. Connections are kept and reused; they close with the last reference.
final class HTTPTransport: Sendable {
    private enum Way: Sendable {
        case pool(HTTPClient)
        case pinned(PinnedConnection)
    }

    private let way: Way
    private let base: String
    private let config: ConfigString
    private let trust: ServerTrust
    private let authorization: String?

    /// Answers larger than this are refused. All answers of the API are much smaller.
    private static let largestResponse = 16 * 1024 * 1024

    /// For a pinned root, this first asks the server for its chain without sending anything. A chain without that root ends the call here.
    static func connect(to config: ConfigString, credential: Credential, trust: ServerTrust) async throws(CAError) -> HTTPTransport {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        do {
            switch trust.kind {
            // The handshake of each connection checks the key.
            case .system, .key: break
            case .anchors(let certificates):
                tls.trustRoots = .certificates(try certificates.map { try NIOSSLCertificate(bytes: $0, format: .der) })
            case .root(let fingerprint):
                let root = try await PresentedChain.root(withSHA256: fingerprint, of: config)
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
        return HTTPTransport(config, credential, trust, tls)
    }

    private init(_ config: ConfigString, _ credential: Credential, _ trust: ServerTrust, _ tls: TLSConfiguration) {
        self.config = config
        self.trust = trust
        base = "https://" + (config.host.contains(":") ? "[\(config.host)]" : config.host) + ":\(config.port)"
        if case .password(let name, let secret) = credential.kind {
            authorization = "Basic " + Base64.encode(Array("\(name):\(secret)".utf8))
        } else {
            authorization = nil
        }
        if case .key(let key) = trust.kind {
            way = .pinned(PinnedConnection(config: config, key: key, tls: tls, largestResponse: Self.largestResponse))
            return
        }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls,
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(60))
        )
        configuration.httpVersion = .http1Only
        // A wrong anchor stays wrong, so it is reported at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        way = .pool(HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration))
    }

    deinit {
        if case .pool(let client) = way { client.shutdown { _ in } }
    }

    /// One exchange. If the connection is lost before the answer, it is tried again twice: every call of the API may be repeated,
    /// submissions because of their key.
    /// - Returns: the body of a 2xx answer.
    /// - Throws: `CAError`, made from the server's problem description if it gave one.
    func send(_ method: HTTPRequest.Method, _ path: APIPath, query: [(String, String)] = [], body: [UInt8]? = nil, ifMatch: String? = nil)
        async throws -> [UInt8]
    {
        let target = path.path + Self.text(query)
        var headers = HTTPHeaders([("accept", "application/json")])
        if let authorization { headers.add(name: "authorization", value: authorization) }
        if let ifMatch { headers.add(name: "if-match", value: ifMatch) }
        if body != nil { headers.add(name: "content-type", value: "application/json") }
        var attempt = 1
        while true {
            do {
                let (status, answer) = try await exchange(HTTPMethod(rawValue: method.rawValue), target, headers, body)
                guard (200..<300).contains(status) else { throw problem(status, answer) }
                return answer
            } catch let error as CAError {
                throw error
            } catch  where attempt < 3 && TransportFailure.lostConnection(error) {
                attempt += 1
            } catch {
                throw await TransportFailure.error(error, config, trust: trust)
            }
        }
    }

    private func exchange(_ method: HTTPMethod, _ target: String, _ headers: HTTPHeaders, _ body: [UInt8]?) async throws -> (Int, [UInt8]) {
        switch way {
        case .pool(let client):
            var request = HTTPClientRequest(url: base + target)
            request.method = method
            request.headers = headers
            if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
            let response = try await client.execute(request, timeout: .seconds(90))
            return (Int(response.status.code), Array(buffer: try await response.body.collect(upTo: Self.largestResponse)))
        case .pinned(let connection):
            var head = HTTPRequestHead(version: .http1_1, method: method, uri: target, headers: headers)
            head.headers.add(name: "host", value: String(base.dropFirst("https://".count)))
            head.headers.add(name: "connection", value: "close")
            if let body { head.headers.add(name: "content-length", value: String(body.count)) }
            let answer = try await connection.exchange(head, body: body)
            return (answer.status, answer.body)
        }
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
