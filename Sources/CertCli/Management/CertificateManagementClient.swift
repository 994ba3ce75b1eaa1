import CAInterface
import PortableFoundation
import PKIFormats
import WireProtocols

/// Certificate management over the documented interface (MIM CM REST API v1.0), for a Chancery server or another one.
///
/// An absent object is nil, as the interface answers 204 for it. A denial is a `CAError` with the server's own words. Every method is one call,
/// and nothing is kept between them.
package struct CertificateManagementClient: Sendable {
    let transport: any ManagementTransport
    private let base: String

    /// - Parameters:
    ///   - config: the server; its CA part is not used.
    ///   - directory: the first part of the paths.
    package init(
        _ config: ConfigString,
        credential: Credential,
        trust: ServerTrust = .system,
        directory: String = "CertificateManagement"
    ) async throws(CAError) {
        self.init(try await HTTPTransport.connect(to: config, credential: credential, trust: trust), directory: directory)
    }

    package init(_ transport: any ManagementTransport, directory: String = "CertificateManagement") {
        self.transport = transport
        base = "/\(directory)/api/v1.0"
    }

    func get(_ path: String, query: [(String, String?)] = []) async throws -> [UInt8] {
        try await transport.send(.get, target: base + path + Self.text(query), body: nil, mayRepeat: true)
    }

    /// - Parameter mayRepeat: false where a second call makes a second object.
    func send(_ method: ManagementMethod, _ path: String, _ body: JSONValue, mayRepeat: Bool = true) async throws -> [UInt8] {
        try await transport.send(method, target: base + path, body: Array(body.text.utf8), mayRepeat: mayRepeat)
    }

    static func text(_ id: UUID) -> String { GUIDText.text(id) }

    private static func text(_ query: [(String, String?)]) -> String {
        let given = query.compactMap { name, value in value.map { "\(name)=\(PercentEncoding.encode($0))" } }
        return given.isEmpty ? "" : "?" + given.joined(separator: "&")
    }

    /// The id at the end of the address that the server gave to a new object. It may have any beginning.
    static func newID(_ bytes: [UInt8]) throws(CAError) -> UUID? {
        guard let address = try ManagementReply.text(bytes) else { return nil }
        guard let last = address.split(separator: "/").last, let id = GUIDText.read(String(last)) else {
            throw API.unexpected("the address of the new object ends in no GUID")
        }
        return id
    }
}
