import CAInterface
import CertManagement
import Foundation
import HTTPTypes
import PKIDirectory
import PKITesting
import Testing
import WireProtocols

/// The front ends with certificate management, and the few steps that its tests begin with.
struct ManagementCalls: Sendable {
    let fixture: FrontEndFixture

    static let template = SampleProfileTemplate.id

    /// - Parameter policy: changes the policy for Enroll of the sample profile template.
    static func make(_ policy: (inout WorkflowPolicy) -> Void = { _ in }) async throws -> ManagementCalls {
        let calls = ManagementCalls(fixture: try await FrontEndFixture.make())
        try await calls.fixture.management.changePolicy(policy)
        return calls
    }

    var people: TestAuthority { fixture.authority }

    func call(
        _ method: HTTPRequest.Method,
        _ path: ManagementPath,
        _ query: String = "",
        as name: String = "alice",
        body: String? = nil,
        ifMatch: String? = nil
    ) async throws -> TestResponse {
        var headers = HTTPFields()
        headers[.ifMatch] = ifMatch
        let target = APIPath.management(path).path + query
        return try await fixture.call(method, target, as: name, body: body.map { Array($0.utf8) }, headers: headers)
    }

    /// The problem's rule, which is the code that integrators compare.
    func code(
        _ method: HTTPRequest.Method,
        _ path: ManagementPath,
        as name: String = "alice",
        body: String? = nil
    ) async throws -> String {
        let answer = try await call(method, path, as: name, body: body)
        return "\(answer.status.code) \((try? answer.problem.rule) ?? "")"
    }

    /// An Enroll request that this person starts.
    @discardableResult
    func start(as name: String = "alice", for target: String? = nil, _ more: String = "") async throws -> ManagedRequestBody {
        let id = Self.template.uuidString
        let target = target.map { #","target":"\#($0)""# } ?? ""
        let body = #"{"operation":"enroll","profileTemplate":"\#(id)"\#(target)\#(more)}"#
        let answer = try await call(.post, .requests, as: name, body: body)
        #expect(answer.status == .created, "\(String(decoding: answer.octets, as: UTF8.self))")
        return try answer.decoded(ManagedRequestBody.self)
    }

    func id(_ request: ManagedRequestBody) throws -> UUID { try #require(UUID(uuidString: request.id)) }

    func list(_ query: String, as name: String) async throws -> PageBody<ManagedRequestBody, String> {
        try await call(.get, .requests, query, as: name).decoded(PageBody<ManagedRequestBody, String>.self)
    }
}
