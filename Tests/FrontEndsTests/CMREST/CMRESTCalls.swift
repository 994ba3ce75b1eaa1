import CAInterface
import CertManagement
import CertificateTemplates
import Foundation
import FrontEnds
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import PKIDirectory
import PKITesting

/// The CM REST front end on a real service and CA, called as the server calls it.
struct CMRESTCalls {
    let management: TestManagement
    let frontEnd: CMRESTFrontEnd

    static let base = "/CertificateManagement/api/v1.0/"

    static func make(settings: CMRESTSettings = CMRESTSettings(), agentIsGranted: Bool = true, failingStore: Bool = false) async throws
        -> CMRESTCalls
    {
        let authority = try await TestAuthority.make()
        if !agentIsGranted {
            // Bob may enroll for himself, so that as an agent he lacks only the grant.
            try await authority.changeTemplate("ChancerySampleSoftware") {
                $0.access.entries.append(.init(trustee: authority.bob.sid, rights: [.read, .enroll]))
            }
        }
        let management = try await TestManagement.make(authority: authority, agent: agentIsGranted ? nil : authority.bob)
        var service = management.service
        if failingStore {
            service = ManagementService(
                store: FailingManagementStore(),
                authorities: authority.service,
                agent: authority.agent,
                directory: authority.directory,
                clock: { Date() },
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
        }
        return CMRESTCalls(management: management, frontEnd: CMRESTFrontEnd(service: service, settings: settings))
    }

    struct Reply {
        let status: Int
        let headers: HTTPFields
        let text: String

        func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) }
        func object() throws -> [String: Any] { try json() as? [String: Any] ?? [:] }
        func array() throws -> [[String: Any]] { try json() as? [[String: Any]] ?? [] }
        func string() throws -> String { try json() as? String ?? "" }
        func errorCode() throws -> String? { try object()["ErrorCode"] as? String }
    }

    /// - Parameter path: relative to the base, or absolute with a slash at the beginning.
    func call(_ method: HTTPRequest.Method, _ path: String, as principal: Principal, body: String = "") async throws -> Reply {
        let target = path.hasPrefix("/") ? path : Self.base + path
        let request = Request(
            head: HTTPRequest(method: method, scheme: "https", authority: "localhost", path: target),
            body: RequestBody(buffer: ByteBuffer(string: body))
        )
        let caller = management.authority.caller(principal, door: frontEnd.door)
        let context = FrontEndContext(caller: caller, correlationID: caller.correlationID, logger: Logger(label: "test"))
        let response = try await frontEnd.respond(to: request, context: context)
        let octets = try await CollectedBody.octets(of: response)
        return Reply(status: response.status.code, headers: response.headers, text: String(decoding: octets, as: UTF8.self))
    }

    /// Starts an Enroll request; returns its GUID.
    func enroll(_ principal: Principal, more: String = "") async throws -> String {
        let id = SampleProfileTemplate.id.uuidString
        let reply = try await call(
            .post,
            "requests",
            as: principal,
            body: #"{"profiletemplateuuid":"\#(id)","datacollection":"[]","type":"Enroll","comment":""\#(more)}"#
        )
        return String(try reply.string().split(separator: "/").last ?? "")
    }
}

/// A store with a broken disk.
private struct FailingManagementStore: ManagementStore {
    struct Failure: Error { let text = "disk I/O error" }

    func commit(_ changes: [ManagementChange]) async throws { throw Failure() }
    func profileTemplates() async throws -> [ProfileTemplate] { throw Failure() }
    func profileTemplate(_ id: UUID) async throws -> ProfileTemplate? { throw Failure() }
    func profileTemplate(_ id: UUID, version: Int) async throws -> ProfileTemplate? { throw Failure() }
    func managementRequest(_ id: UUID) async throws -> ManagementRequest? { throw Failure() }
    func managementRequests(_ query: ManagementRequestQuery) async throws -> [ManagementRequest] { throw Failure() }
    func certificateAttempts(of request: UUID) async throws -> [CertificateAttempt] { throw Failure() }
    func history(of request: UUID) async throws -> [HistoryEvent] { throw Failure() }
    func profile(_ id: UUID) async throws -> Profile? { throw Failure() }
    func profiles(_ query: ProfileQuery) async throws -> [Profile] { throw Failure() }
    func smartcard(_ id: UUID) async throws -> Smartcard? { throw Failure() }
    func smartcards(_ query: SmartcardQuery) async throws -> [Smartcard] { throw Failure() }
    func secret(_ kind: SealedSecret.Kind, of subject: UUID, named name: String) async throws -> SealedSecret? { throw Failure() }
    func managedCertificates(ofProfile profile: UUID) async throws -> [ManagedCertificate] { throw Failure() }
}
