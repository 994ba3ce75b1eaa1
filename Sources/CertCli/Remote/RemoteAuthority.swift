public import CAInterface
import PortableFoundation
import HTTPTypes
import WireProtocols

/// A CA behind `/api/v1` of a Chancery server: the same calls as the engine in this process, over HTTPS.
///
/// A value without state: ``submit(_:)`` takes a `Submission` and gives a `Disposition`, and any number of tasks may call it at once.
///
///     let authority = try await RemoteAuthority(ConfigString("pki.example.com\\Example Issuing CA"), credential: .password("alice", secret))
///     let disposition = try await authority.submit(Submission(bytes: csr, format: .pkcs10, template: "WebServer"))
///
/// ``CertRequest`` is the mirror of the documented interfaces over it.
public struct RemoteAuthority: CertificateAuthority {
    let transport: HTTPTransport
    /// The CA's name as paths contain it.
    public let name: String

    /// Prepares the connection to the CA that the config string names; no call is made yet.
    /// - Parameters:
    ///   - trust: decides which server is believed; by default the system's anchors.
    ///   - options: how the calls travel.
    /// - Throws: `CAError.untrustedServer` when a pinned root is not presented; `.unavailable` when that could not be found out.
    public init(
        _ config: ConfigString,
        credential: Credential,
        trust: ServerTrust = .system,
        options: HTTPOptions = HTTPOptions()
    ) async throws(CAError) {
        self.init(
            transport: try await HTTPTransport.connect(to: config, credential: credential, trust: trust, options: options),
            name: config.authority
        )
    }

    /// As the other initializer, for an address in either form.
    /// - Throws: in addition 0x80004001 for an enrollment web service.
    public init(
        _ address: CAAddress,
        credential: Credential,
        trust: ServerTrust = .system,
        options: HTTPOptions = HTTPOptions()
    ) async throws(CAError) {
        try await self.init(address.configString(), credential: credential, trust: trust, options: options)
    }

    init(transport: HTTPTransport, name: String) {
        self.transport = transport
        self.name = name
    }

    /// Sends the request. Pending and denied are dispositions, not errors.
    ///
    /// A submission without a key gets one, and every repeat after a lost connection carries it: the CA makes one certificate. A program that must
    /// not lose the answer even when it is killed sets `submissionKey` itself and stores it before the call.
    public func submit(_ submission: Submission) async throws -> Disposition {
        var submission = submission
        if submission.onBehalfOf != nil {
            throw CAError(
                .notImplemented,
                status: .notImplemented,
                "A request for somebody else cannot travel over this interface. Submit it as that account."
            )
        }
        // Every attempt uses the same key, because a lost answer would make a second certificate otherwise.
        if submission.submissionKey == nil { submission.submissionKey = SubmissionKey.fresh() }
        let body = try API.encode(SubmitBody(submission))
        return try API.decode(DispositionBody.self, try await transport.send(.post, .requests(authority: name), body: body)).disposition()
    }

    public func disposition(of request: RequestID, wantsFullResponse: Bool) async throws -> Disposition {
        let answer = try await transport.send(
            .get,
            .request(authority: name, request),
            query: wantsFullResponse ? [("fullResponse", "true")] : []
        )
        return try API.decode(DispositionBody.self, answer).disposition()
    }

    public func disposition(ofSerial serial: String) async throws -> Disposition {
        let row = try API.decode(CertificateRowBody.self, try await transport.send(.get, .certificate(authority: name, serial: serial)))
        return try await disposition(of: RequestID(row.requestId), wantsFullResponse: false)
    }

    public func property(_ id: CAPropertyID, index: Int) async throws -> CAPropertyValue {
        let answer = try await transport.send(.get, .property(authority: name, id), query: [("index", String(index))])
        do {
            return try API.decode(PropertyBody.self, answer).propertyValue()
        } catch let error as BodyError {
            throw API.unexpected(error.reason)
        }
    }
}

extension RemoteAuthority: AuthorityViews {
    public func view(_ query: ViewQuery) async throws -> ViewPage {
        let answer = try await transport.send(.get, .view(authority: name, query.table), query: query.parameters)
        do {
            return try API.decode(ViewPageBody.self, answer).page(of: query)
        } catch let error as BodyError {
            throw API.unexpected(error.reason)
        }
    }
}

/// JSON of the API, both ways.
enum API {
    static func encode(_ body: some Encodable) throws -> [UInt8] { [UInt8](try JSONEncoder().encode(body)) }

    static func decode<Body: Decodable>(_ type: Body.Type, _ bytes: [UInt8]) throws(CAError) -> Body {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw unexpected("it is not the JSON this call promises")
        }
    }

    static func unexpected(_ reason: String) -> CAError {
        CAError(
            .untrustedServer,
            status: .invalidData,
            "The server's answer cannot be read: \(reason). Check that the address is a Chancery server."
        )
    }
}
