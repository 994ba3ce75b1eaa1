import CAInterface
import CertCli
import Foundation
import PKICrypto
import PKIFormats
import PKITesting

/// An authority to which a script speaks, with the objects that a script makes.
struct ScriptedInstallation {
    enum Place: String, CaseIterable, Sendable {
        case inProcess = "in this process"
        case server = "over /api/v1"
    }

    let config: String
    /// A user, somebody whose requests an officer must approve, and the officer.
    let alice, clerk, officer: any AuthorityConnector
    /// The CAs that the computer knows.
    let list: CertConfig

    static func make(_ place: Place) async throws -> ScriptedInstallation {
        switch place {
        case .inProcess:
            let test = try await TestAuthority.make()
            let config = "localhost\\" + TestAuthority.issuingName
            let connectors = [test.alice, test.administrator, test.officer].map {
                InProcessConnector(authorities: test.service, caller: test.caller($0))
            }
            let known = AuthorityEntry(config: config, commonName: TestAuthority.issuingName, origin: .registry)
            return ScriptedInstallation(
                config: config,
                alice: connectors[0],
                clerk: connectors[1],
                officer: connectors[2],
                list: CertConfig([Known(entry: known)], connector: connectors[0])
            )
        case .server:
            let server = try await SharedServer.get()
            let host = server.endpoints.https.replacing("https://", with: "")
            let trust = try ServerTrust.anchors(file: Array(try Data(contentsOf: URL(filePath: server.root))))
            func connector(_ person: SharedServer.Person) async throws -> RemoteConnector {
                let account = try await SharedServer.account(person)
                return RemoteConnector(credential: .password(account.name, account.password), trust: trust)
            }
            return ScriptedInstallation(
                config: host + "\\" + (try await server.authority().name),
                alice: try await connector(.alice),
                clerk: try await connector(.clerk),
                officer: try await connector(.officer),
                list: CertConfig([try ServerDiscovery([host], trust: trust)])
            )
        }
    }

    private struct Known: AuthorityListing {
        let entry: AuthorityEntry

        func entries() async throws -> [AuthorityEntry] { [entry] }
    }

    /// DER of a request of a fresh key.
    func newRequest() async throws -> [UInt8] {
        try await RequestBuilder.pkcs10(key: try PrivateKey(generating: .p256), subject: .of([(OID.commonName, "script")]))
    }

    /// As scripts read it from a file.
    func newRequestText() async throws -> String {
        PEMDocument(label: "NEW CERTIFICATE REQUEST", bytes: try await newRequest()).text
    }
}

/// The members in the order of their documented parameters, so that the lines of a script can be compared with those of a test.
extension CertRequest {
    func submit(_ flags: UInt32, _ request: String, _ attributes: String, _ config: String) async throws -> Int32 {
        try await submit(
            Array(request.utf8),
            flags: SubmitFlags(rawValue: flags),
            attributes: RequestAttributes(raw: attributes),
            config: config
        ).rawValue
    }

    func retrievePending(_ id: Int, _ config: String) async throws -> Int32 { try await retrievePending(id, config: config).rawValue }

    func certificate(_ flags: UInt32) throws -> String { try certificate(OutputFlags(rawValue: flags)).text }

    func caProperty(_ config: String, _ id: Int32, _ index: Int, _ type: Int32, _ flags: UInt32) async throws -> PropertyValue {
        try await caProperty(
            CAPropertyID(id),
            index: index,
            type: CAPropertyType(rawValue: type),
            flags: OutputFlags(rawValue: flags),
            config: config
        )
    }

    func caCertificate(_ exchange: Int, _ config: String, _ flags: UInt32) async throws -> EncodedBytes {
        try await caCertificate(exchange: exchange != 0, config: config, flags: OutputFlags(rawValue: flags))
    }
}
