package import CAInterface
import HTTPTypes
package import PKIFormats
package import PortableFoundation
package import WireProtocols

/// The acts of officers and administrators on a CA, over HTTPS. Answers have the API's own shapes, ready to be printed.
package struct RemoteAdministration: AuthorityConfiguring {
    let transport: HTTPTransport
    /// The CA's name.
    package let authority: String

    /// - Parameter config: its CA part may be empty for calls that concern the whole server.
    package init(_ config: ConfigString, credential: Credential, trust: ServerTrust) async throws(CAError) {
        self.init(transport: try await HTTPTransport.connect(to: config, credential: credential, trust: trust), authority: config.authority)
    }

    init(transport: HTTPTransport, authority: String) {
        self.transport = transport
        self.authority = authority
    }

    /// The same server with another of its CAs.
    package func with(authority: String) -> RemoteAdministration { RemoteAdministration(transport: transport, authority: authority) }

    package func authorities() async throws -> [AuthorityDescription] {
        let bodies = try API.decode([AuthorityBody].self, try await transport.send(.get, .authorities))
        do {
            return try bodies.map { try $0.description() }
        } catch let error as BodyError {
            throw API.unexpected(error.reason)
        }
    }

    // MARK: Requests

    package func approve(_ request: RequestID) async throws -> Disposition { try await act(request, .approve) }

    package func deny(_ request: RequestID) async throws -> Disposition { try await act(request, .deny) }

    package func resubmit(_ request: RequestID) async throws -> Disposition { try await act(request, .resubmit) }

    package func requests(_ query: RecordQuery = RecordQuery()) async throws -> PageBody<RequestRowBody, Int> {
        try API.decode(
            PageBody<RequestRowBody, Int>.self,
            try await transport.send(.get, .requests(authority: authority), query: Self.parameters(query))
        )
    }

    /// A row with every documented column.
    package func request(_ id: RequestID) async throws -> RequestRowBody {
        try API.decode(RequestRowBody.self, try await transport.send(.get, .requestRecord(authority: authority, id)))
    }

    /// What would become of a submission.
    /// - Parameters:
    ///   - account: as whom to ask; nil for the caller.
    ///   - template: a template that is not saved.
    package func preview(_ submission: Submission, as account: String? = nil, template: TemplateBody? = nil) async throws
        -> RequestPreviewBody
    {
        let body = PreviewBody(submission: SubmitBody(submission), account: account, template: template)
        return try API.decode(
            RequestPreviewBody.self,
            try await transport.send(.post, .preview(authority: authority), body: try API.encode(body))
        )
    }

    // MARK: Certificates

    package func certificates(_ query: RecordQuery = RecordQuery()) async throws -> PageBody<CertificateRowBody, Int> {
        try API.decode(
            PageBody<CertificateRowBody, Int>.self,
            try await transport.send(.get, .certificates(authority: authority), query: Self.parameters(query))
        )
    }

    package func certificate(serial: String) async throws -> CertificateRowBody {
        let path = APIPath.certificate(authority: authority, serial: try SerialText.required(serial))
        return try API.decode(CertificateRowBody.self, try await transport.send(.get, path))
    }

    package func revoke(serial: String, _ revocation: Revocation) async throws -> CertificateRowBody {
        let path = APIPath.revocation(authority: authority, serial: try SerialText.required(serial))
        let body = try API.encode(RevokeBody(revocation))
        return try API.decode(CertificateRowBody.self, try await transport.send(.post, path, body: body))
    }

    package func revocationLists() async throws -> [RevocationListBody] {
        try API.decode([RevocationListBody].self, try await transport.send(.get, .revocationLists(authority: authority)))
    }

    /// - Parameters:
    ///   - until: when the next lists are to come, instead of a period from now.
    ///   - passphrase: opens a key that is kept elsewhere, for this call alone.
    package func publishRevocationLists(_ kinds: RevocationListKinds = .all, until: Date? = nil, passphrase: [UInt8]? = nil) async throws {
        let text = passphrase.map { String(decoding: $0, as: UTF8.self) }
        let isPlain = until == nil && text == nil && kinds == .all
        let body = isPlain ? [] : try API.encode(PublicationBody(passphrase: text, until: until, kinds: kinds))
        _ = try await transport.send(.post, .revocationLists(authority: authority), body: body)
    }

    // MARK: The life of the authority

    package func generations() async throws -> GenerationsBody {
        try API.decode(GenerationsBody.self, try await transport.send(.get, .generations(authority: authority)))
    }

    package func renew(_ order: RenewalOrder) async throws -> RenewalOutcome {
        try await outcome(of: .renewals(authority: authority), try API.encode(RenewalBody(order)))
    }

    package func discardRenewal() async throws { _ = try await transport.send(.delete, .renewals(authority: authority)) }

    package func installCertificate(_ certificates: AuthorityCertificates) async throws -> RenewalOutcome {
        try await outcome(of: .authorityCertificate(authority: authority), try API.encode(AuthorityCertificateBody(certificates)))
    }

    package func addAuthority(_ order: AuthorityOrder) async throws -> RenewalOutcome {
        try await outcome(of: .authorities, try API.encode(AuthorityOrderBody(order)))
    }

    private func outcome(of path: APIPath, _ body: [UInt8]) async throws -> RenewalOutcome {
        let answer = try API.decode(RenewalOutcomeBody.self, try await transport.send(.post, path, body: body))
        do { return try answer.outcome() } catch { throw API.unexpected(error.reason) }
    }

    /// Makes the public copies of the lists again.
    package func republishRevocationLists() async throws {
        let body = try API.encode(PublicationBody(passphrase: nil, republish: true))
        _ = try await transport.send(.post, .revocationLists(authority: authority), body: body)
    }

    package func validity(serial: String) async throws -> ValidityBody {
        let path = APIPath.validity(authority: authority, serial: try SerialText.required(serial))
        return try API.decode(ValidityBody.self, try await transport.send(.get, path))
    }

    /// Whether a revoked certificate stays on the lists after it has expired.
    package func setShownAfterExpiry(_ isShown: Bool, serial: String) async throws {
        let path = APIPath.shownAfterExpiry(authority: authority, serial: try SerialText.required(serial))
        if isShown { _ = try await transport.send(.put, path, body: []) } else { _ = try await transport.send(.delete, path) }
    }

    package func importCertificate(_ certificate: [UInt8], options: CertificateImportOptions) async throws -> RequestID {
        let body = try API.encode(CertificateImportBody(certificate, options))
        return RequestID(
            try API.decode(ImportedBody.self, try await transport.send(.post, .certificates(authority: authority), body: body)).requestId
        )
    }

    package func importHistory(_ rows: [HistoryRow]) async throws -> [HistoryOutcome] {
        let body = try API.encode(HistoryBody(rows))
        let answer = try API.decode(HistoryOutcomesBody.self, try await transport.send(.post, .history(authority: authority), body: body))
        return try answer.rows.map { row in
            guard let outcome = row.outcome else { throw API.unexpected("a row of the history has no outcome") }
            return outcome
        }
    }

    // MARK: Pending and old requests

    package func setAttributes(_ attributes: RequestAttributes, of request: RequestID) async throws {
        let body = try API.encode(RequestAttributesBody(attributes))
        _ = try await transport.send(.put, .requestAttributes(authority: authority, request), body: body)
    }

    package func setExtension(_ change: ExtensionChangeBody, _ oid: OID, of request: RequestID) async throws {
        _ = try await transport.send(.put, .requestExtension(authority: authority, request, oid: oid), body: try API.encode(change))
    }

    /// - Returns: the number of requests whose content was erased.
    package func erase(_ selection: Erasure) async throws -> Int {
        let body = try API.encode(ErasureBody(selection))
        return try API.decode(ErasedBody.self, try await transport.send(.post, .erasures(authority: authority), body: body)).erased
    }

    // MARK: Views

    package func view(_ query: ViewQuery) async throws -> ViewPageBody {
        try API.decode(
            ViewPageBody.self,
            try await transport.send(.get, .view(authority: authority, query.table), query: query.parameters)
        )
    }

    /// The same page as comma-separated values.
    package func viewCSV(_ query: ViewQuery) async throws -> [UInt8] {
        try await transport.send(.get, .view(authority: authority, query.table), query: query.parameters + [("format", "csv")])
    }

    // MARK: Properties and exit receivers

    package func setProperty(_ id: CAPropertyID, index: Int, to value: CAPropertyValue) async throws {
        guard let property = CAProperty.named(id) else {
            throw CAError(.malformed, status: .invalidArgument, "There is no CA property \(id.rawValue).")
        }
        let body = try API.encode(PropertyUpdateBody(property, value))
        _ = try await transport.send(.put, .property(authority: authority, id), query: [("index", String(index))], body: body)
    }

    package func testExitReceiver(_ name: String) async throws -> ExitTest {
        let answer = try await transport.send(.post, .exitTest(authority: authority, receiver: name), body: [])
        return try API.decode(ExitTestBody.self, answer).test
    }

    // MARK: Templates and principals

    package func templates() async throws -> [TemplateBody] {
        try API.decode([TemplateBody].self, try await transport.send(.get, .templates))
    }

    /// The stored templates, and whether the authority issues for each.
    package func templateStates() async throws -> [TemplateStateBody] {
        try API.decode([TemplateStateBody].self, try await transport.send(.get, .templateStates(authority: authority)))
    }

    package func publishTemplate(_ name: String) async throws {
        _ = try await transport.send(.put, .publication(authority: authority, template: name), body: [])
    }

    package func withdrawTemplate(_ name: String) async throws {
        _ = try await transport.send(.delete, .publication(authority: authority, template: name))
    }

    package func template(named name: String) async throws -> TemplateBody {
        try API.decode(TemplateBody.self, try await transport.send(.get, .template(name: name)))
    }

    /// Every account, page by page.
    package func principals() async throws -> [PrincipalBody] { try await every(.principals) }

    package func add(_ principal: NewPrincipalBody) async throws -> PrincipalBody {
        try API.decode(PrincipalBody.self, try await transport.send(.post, .principals, body: try API.encode(principal)))
    }

    package func principal(named name: String) async throws -> PrincipalBody {
        try API.decode(PrincipalBody.self, try await transport.send(.get, .principal(name: name)))
    }

    package func update(_ name: String, with update: PrincipalUpdateBody) async throws -> PrincipalBody {
        try API.decode(
            PrincipalBody.self,
            try await transport.send(.patch, .principal(name: name), body: try API.encode(update))
        )
    }

    package func setPassword(of name: String, _ body: PasswordBody) async throws {
        _ = try await transport.send(.post, .password(principal: name), body: try API.encode(body))
    }

    /// Every group, page by page.
    package func groups() async throws -> [PrincipalBody] { try await every(.groups) }

    package func addGroup(_ group: NewGroupBody) async throws -> PrincipalBody {
        try API.decode(PrincipalBody.self, try await transport.send(.post, .groups, body: try API.encode(group)))
    }

    /// Every direct member of a group, page by page.
    package func members(of group: String) async throws -> [PrincipalBody] { try await every(.members(group: group)) }

    package func addMember(_ name: String, to group: String) async throws {
        _ = try await transport.send(.put, .member(group: group, name: name), body: [])
    }

    package func removeMember(_ name: String, from group: String) async throws {
        _ = try await transport.send(.delete, .member(group: group, name: name))
    }

    // MARK: Settings

    package func settings() async throws -> AuthoritySettings {
        try API.decode(AuthoritySettings.self, try await transport.send(.get, .settings(authority: authority)))
    }

    package func change(_ settings: AuthoritySettingsUpdate) async throws -> AuthoritySettings {
        try API.decode(
            AuthoritySettings.self,
            try await transport.send(.patch, .settings(authority: authority), body: try API.encode(settings))
        )
    }

    // MARK: Configuration

    package func configuration(node: String? = nil) async throws -> [ConfigurationEntry] {
        let bytes = try await transport.send(
            .get,
            .configuration(authority: authority),
            query: node.map { [("node", $0)] } ?? []
        )
        return try API.decode([ConfigurationEntryBody].self, bytes).map { $0.entry() }
    }

    package func configurationEntry(node: String, entry: String) async throws -> ConfigurationValue {
        try API.decode(ConfigurationValueBody.self, try await transport.send(.get, path(node, entry))).value
    }

    package func setConfigurationEntry(node: String, entry: String, value: ConfigurationValue) async throws {
        _ = try await transport.send(.put, path(node, entry), body: try API.encode(ConfigurationValueBody(value)))
    }

    package func changeConfigurationEntry(node: String, entry: String, adding: [String], removing: [String]) async throws
        -> ConfigurationValue
    {
        let body = try API.encode(ConfigurationChangeBody(add: adding, remove: removing))
        return try API.decode(ConfigurationValueBody.self, try await transport.send(.patch, path(node, entry), body: body)).value
    }

    /// The CA's own node has an empty path, which no URL can have.
    private func path(_ node: String, _ entry: String) -> APIPath {
        .configurationEntry(authority: authority, node: node.isEmpty ? "CA" : node, entry: entry)
    }

    private func act(_ request: RequestID, _ act: APIPath.OfficerAct) async throws -> Disposition {
        try API.decode(DispositionBody.self, try await transport.send(.post, .act(authority: authority, request, act), body: []))
            .disposition()
    }

    /// All pages of a list of accounts.
    private func every(_ path: APIPath) async throws -> [PrincipalBody] {
        var all: [PrincipalBody] = []
        var after: String?
        repeat {
            let query = [("limit", "1000")] + (after.map { [("after", $0)] } ?? [])
            let page = try API.decode(PageBody<PrincipalBody, String>.self, try await transport.send(.get, path, query: query))
            all += page.items
            after = page.next
        } while after != nil
        return all
    }

    private static func parameters(_ query: RecordQuery) -> [(String, String)] {
        var parameters = [("limit", String(query.limit))]
        if let disposition = query.disposition { parameters.append(("disposition", disposition.code.name)) }
        if let after = query.after { parameters.append(("after", String(after.rawValue))) }
        return parameters
    }
}
