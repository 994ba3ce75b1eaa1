import CACore
import CAInterface
import CertManagement
import CertificateTemplates
import Foundation
import FrontEnds
import HTTPTypes
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("CM REST: certificate data with keys of the service")
struct CertificateDataRouteTests {
    private static let members = [
        "TemplateCommonName", "CertificateId", "Flags", "UseLocalMachineStore", "Error", "Pkcs7", "Pfx", "IsExternal", "isServerGenerated",
        "isPfx", "isPkcs7", "isKeyHistory",
    ]

    /// The sample profile, with a second certificate whose key the service makes.
    private func calls() async throws -> (CMRESTCalls, id: String) {
        let calls = try await CMRESTCalls.make()
        let authority = calls.management.authority
        try await authority.changeTemplate("ClientAuth") {
            $0.access.entries.append(.init(trustee: authority.agent.sid, rights: [.read, .enroll]))
        }
        let grant = AgentGrant(agent: authority.agent.id, template: "ClientAuth", subjects: .authenticatedUsers)
        try await authority.store.commit([.agentGranted(grant)], expecting: .nothing)
        try await calls.management.changeProfileTemplate {
            $0.certificates.append(
                .init(template: "ClientAuth", friendlyName: "Mail", usesLocalMachineStore: true, isServerGenerated: true)
            )
        }
        return (calls, try await calls.enroll(authority.alice))
    }

    private func body(_ password: String?) throws -> String {
        let base64 = Base64.encode(try SampleVectors.cmCertificateRequest)
        let member = password.map { #""pfxpassword":"\#($0)","# } ?? ""
        return #"{\#(member)"certificaterequests":["\#(base64)"],"comments":""}"#
    }

    @Test("a key of the service is one more answer: Pfx, isPfx, isServerGenerated, flags and position")
    func answer() async throws {
        let (calls, id) = try await calls()
        let alice = calls.management.authority.alice
        #expect(try await calls.call(.get, "requests/\(id)/certificaterequestgenerationoptions", as: alice).array().count == 1)
        let reply = try await calls.call(.post, "requests/\(id)/certificatedata", as: alice, body: body("secret"))
        #expect(reply.status == 200, "\(reply.text)")
        let answers = try reply.array()
        #expect(answers.count == 2)
        let (first, second) = (answers[0], try #require(answers.last))
        #expect(first["Flags"] as? Int == 0x10000 && first["CertificateId"] as? Int == 0 && first["isServerGenerated"] as? Bool == false)
        #expect(Set(second.keys) == Set(Self.members))
        #expect(second["TemplateCommonName"] as? String == "ClientAuth" && second["CertificateId"] as? Int == 1)
        #expect(second["Flags"] as? Int == 0x20009 && second["UseLocalMachineStore"] as? Bool == true)
        #expect(second["Error"] is NSNull && second["Pkcs7"] is NSNull && second["isPkcs7"] as? Bool == false)
        #expect(second["isPfx"] as? Bool == true && second["isServerGenerated"] as? Bool == true)
        #expect(second["IsExternal"] as? Bool == false && second["isKeyHistory"] as? Bool == false)
        let text = try #require(second["Pfx"] as? String)
        #expect(text.hasSuffix("\r\n") && text.split(separator: "\r\n").allSatisfy { $0.count <= 64 })
        let pfx = try PKCS12(pfx: Base64.decode(text), password: FilePassword("secret"))
        #expect(pfx.keys.count == 1)
        #expect(reply.headers[.cacheControl] == "no-store")
        #expect(!reply.text.contains("secret"))
    }

    @Test("an absent or empty pfxpassword with a PFX due is 400, and the request is as it was", arguments: [nil, ""])
    func password(password: String?) async throws {
        let (calls, id) = try await calls()
        let alice = calls.management.authority.alice
        let reply = try await calls.call(.post, "requests/\(id)/certificatedata", as: alice, body: body(password))
        #expect(reply.status == 400)
        #expect(try reply.errorCode() == "InvalidClientData" && reply.text.contains("pfxpassword"))
        #expect(try await calls.call(.get, "requests/\(id)", as: alice).object()["Status"] as? Int == 3)
    }

    @Test("a request that the CA refuses has its Error, and the others have their certificates")
    func refused() async throws {
        let (calls, id) = try await calls()
        var forged = try SampleVectors.cmCertificateRequest
        forged[forged.count - 1] ^= 1
        let reply = try await calls.call(
            .post,
            "requests/\(id)/certificatedata",
            as: calls.management.authority.alice,
            body: #"{"pfxpassword":"secret","certificaterequests":["\#(Base64.encode(forged))"]}"#
        )
        let answers = try reply.array()
        let error = try #require(answers.first?["Error"] as? [String: Any])
        #expect(error["HResult"] as? Int == Int(Int32(bitPattern: HRESULT.badSignature.rawValue)))
        #expect(Set(error.keys) == ["Disposition", "HResult", "Message"])
        #expect(answers.first?["Flags"] as? Int == 0 && answers.first?["Pkcs7"] is NSNull)
        #expect(answers.last?["isPfx"] as? Bool == true)
    }

    @Test("an empty list of requests brings what the service makes")
    func none() async throws {
        let (calls, id) = try await calls()
        let reply = try await calls.call(
            .post,
            "requests/\(id)/certificatedata",
            as: calls.management.authority.alice,
            body: #"{"pfxpassword":"secret","certificaterequests":[]}"#
        )
        #expect(try reply.array().map { $0["CertificateId"] as? Int } == [0])
    }

    @Test("an external certificate has IsExternal, and with its key isPfx")
    func external() async throws {
        let (calls, id) = try await calls()
        let alice = calls.management.authority.alice
        _ = try await calls.call(.post, "requests/\(id)/certificatedata", as: alice, body: body("secret"))
        let text = try #require(try await calls.call(.get, "requests/\(id)", as: alice).object()["NewProfileUuid"] as? String)
        let root = try await calls.management.authority.service.authorities()[0].certificate
        let officer = calls.management.management(calls.management.authority.officer)
        _ = try await officer.attachCertificate(.certificate(root), toProfile: try #require(UUID(uuidString: text)))
        let reply = try await calls.call(.post, "requests/\(id)/certificatedata", as: alice, body: body("secret"))
        let last = try #require(try reply.array().last)
        #expect(last["IsExternal"] as? Bool == true && last["isPkcs7"] as? Bool == true && last["isPfx"] as? Bool == false)
        #expect(last["Flags"] as? Int == 0x10004 && last["CertificateId"] as? Int == 2)
    }
}
