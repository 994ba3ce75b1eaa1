import CAInterface
import CertManagement
import Foundation
import FrontEnds
import HTTPTypes
import HummingbirdCore
import NIOCore
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("The CM REST front end")
struct CMRESTFrontEndTests {
    @Test("a connection that breaks in the middle of a body is not a failed call")
    func broken() async throws {
        let calls = try await CMRESTCalls.make()
        let alice = calls.management.authority.alice
        let body = AsyncThrowingStream<ByteBuffer, any Error> { $0.finish(throwing: ConnectionError(cause: CancellationError())) }
        let request = Request(
            head: HTTPRequest(method: .post, scheme: "https", authority: "localhost", path: CMRESTCalls.base + "requests"),
            body: RequestBody(asyncSequence: body)
        )
        let caller = calls.management.authority.caller(alice, door: calls.frontEnd.door)
        await #expect(throws: ConnectionError.self) {
            try await calls.frontEnd.respond(
                to: request,
                context: FrontEndContext(caller: caller, correlationID: caller.correlationID, logger: FrontEndFixture.logger)
            )
        }
    }

    @Test("the sample enrollment answers each route as published: list, policy, request, options, certificate")
    func sampleEnrollment() async throws {
        let calls = try await CMRESTCalls.make()
        let alice = calls.management.authority.alice
        let templates = try await calls.call(.get, "profiletemplates?targetuser=current", as: alice)
        #expect(templates.status == 200)
        #expect(templates.headers[.contentType]?.hasPrefix("application/json") == true)
        let template = try #require(try templates.array().first?["Uuid"] as? String)
        #expect(template == SampleProfileTemplate.id.uuidString.lowercased())
        for route in ["policies/enroll", "policy/workflow/Enroll"] {
            let policy = try await calls.call(.get, "profiletemplates/\(template)/\(route)", as: alice)
            #expect(policy.status == 200)
            #expect(try policy.object()["ApprovalsNeeded"] as? Int == 0)
            #expect(try policy.object()["SelfServiceEnabled"] as? Bool == true)
        }

        let created = try await calls.call(
            .post,
            "requests",
            as: alice,
            body: #"{"datacollection":"[]","type":"Enroll","profiletemplateuuid":"\#(template)","comment":"","priority":"4",}"#
        )
        #expect(created.status == 201)
        let uri = try created.string()
        #expect(created.text == "\"\(uri)\"" && uri.hasPrefix("api/v1.0/requests/"))
        #expect(created.headers[.location] == "/CertificateManagement/" + uri)
        let path = "/certificatemanagement/" + uri
        let request = try await calls.call(.get, path, as: alice)
        #expect(try request.object()["Status"] as? Int == 3)
        #expect(try request.object()["Priority"] as? Int == 4)
        #expect(try request.object()["TargetUserUuid"] as? String == alice.id.uuidString.lowercased())

        let options = try await calls.call(.get, path + "/certificaterequestgenerationoptions", as: alice)
        #expect(try options.array().count == 1)
        #expect(try options.array().first?["Exportable"] is Int)

        let base64 = Base64.encode(try SampleVectors.cmCertificateRequest, lineLength: 64, lineEnd: "\\r\\n")
        let body = #"{"pfxpassword":"6b75162c-b3b4-4fc1-a653-f12dae98f0c3","certificaterequests":["\#(base64)"]}"#
        let answer = try await calls.call(.post, path + "/certificatedata/", as: alice, body: body)
        #expect(answer.status == 200)
        let certificate = try #require(try answer.array().first)
        #expect(certificate["Error"] is NSNull && certificate["Pfx"] is NSNull)
        #expect(certificate["TemplateCommonName"] as? String == "ChancerySampleSoftware")
        #expect(certificate["Flags"] as? Int == 65_536 && certificate["isPkcs7"] as? Bool == true)
        let pkcs7 = try Base64.decode(try #require(certificate["Pkcs7"] as? String))
        try await withTemporaryDirectory { directory in
            let verified = try runTool(
                ["openssl", "cms", "-verify", "-noverify", "-inform", "DER", "-out", directory + "/content"],
                input: pkcs7,
                directory: directory
            )
            #expect(verified.status == 0, "\(verified.errorText)")
        }
        #expect(try SignedData(contentInfo: pkcs7).contentType == OID.CMC.pkiResponse)

        let completed = try await calls.call(.put, path, as: alice, body: #"{"status":"Completed"}"#)
        #expect(completed.status == 200)
        #expect(try completed.object()["Status"] as? Int == 8)
        #expect((try completed.object()["Completed"] as? String)?.hasSuffix("Z") == true)
        #expect(try completed.object()["NewProfileUuid"] as? String != "00000000-0000-0000-0000-000000000000")
    }

    @Test("without the agent's grant the CA denies, and the Error carries 0x80094009 in an answer of 200")
    func agentWithoutGrant() async throws {
        let calls = try await CMRESTCalls.make(agentIsGranted: false)
        let alice = calls.management.authority.alice
        let id = try await calls.enroll(alice)
        let base64 = Base64.encode(try SampleVectors.cmCertificateRequest)
        let answer = try await calls.call(
            .post,
            "requests/\(id)/certificatedata",
            as: alice,
            body: #"{"certificaterequests":["\#(base64)"]}"#
        )
        #expect(answer.status == 200)
        let certificate = try #require(try answer.array().first)
        let error = try #require(certificate["Error"] as? [String: Any])
        #expect(error["Disposition"] as? Int == 2)
        #expect(error["HResult"] as? Int == Int(Int32(bitPattern: 0x8009_4009)))
        #expect(certificate["Pkcs7"] is NSNull && certificate["isPkcs7"] as? Bool == false)
        #expect(try await calls.call(.get, "requests/\(id)", as: alice).object()["Status"] as? Int == 18)
    }

    @Test("objects that do not exist and objects of others are answered alike with 204 and no body")
    func nothing() async throws {
        let calls = try await CMRESTCalls.make()
        let (alice, bob) = (calls.management.authority.alice, calls.management.authority.bob)
        let id = try await calls.enroll(alice)
        let absent = UUID().uuidString
        for id in [id, absent] {
            for (method, path, body): (HTTPRequest.Method, String, String) in [
                (.get, "requests/\(id)", ""), (.put, "requests/\(id)", #"{"status":"Canceled"}"#),
                (.get, "requests/\(id)/certificaterequestgenerationoptions", ""), (.get, "profiletemplates/\(absent)", ""),
                (.get, "profiletemplates/\(absent)/policies/enroll", ""),
                (.get, "profiletemplates/\(SampleProfileTemplate.id)/policies/unblock", ""),
            ] {
                let reply = try await calls.call(method, path, as: bob, body: body)
                #expect(reply.status == 204 && reply.text.isEmpty, "\(method) \(path)")
            }
            let data = try await calls.call(.post, "requests/\(id)/certificatedata", as: bob, body: #"{"certificaterequests":[]}"#)
            #expect(data.status == 403, "the page of certificatedata lists no 204")
        }
        #expect(try await calls.call(.get, "requests", as: bob).text == "[]")
    }

    @Test(
        "unreadable input is 400 with the place of the fault, and leaves nothing behind",
        arguments: [
            ("requests", ""), ("requests", "{"), ("requests", "[]"), ("requests", #"{"type":"Enroll"}"#),
            ("requests", #"{"type":"Enroll","profiletemplateuuid":"12"}"#), ("requests", #"{"type":"Enrol","profiletemplateuuid":"ID"}"#),
            ("requests", #"{"type":"Enroll","profiletemplateuuid":"ID","priority":300}"#),
            ("requests", #"{"type":"Enroll","profiletemplateuuid":"ID","datacollection":"no json"}"#),
            ("requests/12/certificatedata", "{}"),
            ("requests/RQ/certificatedata", "{"), ("requests/RQ/certificatedata", #"{"certificaterequests":["*"]}"#),
            ("requests/RQ/certificatedata", #"{"certificaterequests":["MAA="]}"#),
            ("requests/RQ/certificatedata", #"{"certificaterequests":"MAA="}"#), ("PUT requests/RQ", #"{"status":"Denied"}"#),
            ("PUT requests/RQ", "{}"), ("GET requests?status=Ready", ""), ("GET requests?targetuser=bob", ""), ("GET requests/{RQ", ""),
            ("GET profiletemplates/x", ""), ("GET profiletemplates/ID/policies/party", ""), ("GET requests/%FF", ""),
        ]
    )
    func unreadable(call: String, body: String) async throws {
        let calls = try await CMRESTCalls.make()
        let alice = calls.management.authority.alice
        let id = try await calls.enroll(alice)
        let before = try await calls.call(.get, "requests/\(id)", as: alice).text
        let parts = call.split(separator: " ")
        let method: HTTPRequest.Method = parts.count == 1 ? .post : parts[0] == "PUT" ? .put : .get
        let path = String(parts.last ?? "").replacing("RQ", with: id).replacing("ID", with: SampleProfileTemplate.id.uuidString)
        let reply = try await calls.call(
            method,
            path,
            as: alice,
            body: body.replacing("ID", with: SampleProfileTemplate.id.uuidString)
        )
        #expect(reply.status == 400, "\(reply.text)")
        #expect(try reply.errorCode() == "InvalidClientData")
        #expect(try await calls.call(.get, "requests/\(id)", as: alice).text == before)
        #expect(await calls.management.store.managementRequests(.init()).count == 1)
    }

    @Test("a forbidden act is 403 with a code, never 404")
    func forbidden() async throws {
        let calls = try await CMRESTCalls.make()
        let authority = calls.management.authority
        let template = SampleProfileTemplate.id.uuidString
        func create(_ more: String, as who: Principal) async throws -> (Int, String?) {
            let reply = try await calls.call(.post, "requests", as: who, body: "{\(more)}")
            return (reply.status, try reply.errorCode())
        }
        for (more, code) in [
            (#""type":"Renew","profiletemplateuuid":"\#(template)""#, "PolicyDisabled"),
            (#""type":"Unblock","smartcard":"\#(UUID())""#, "AccessDenied"),
            (#""type":"Enroll","profiletemplateuuid":"\#(UUID())""#, "AccessDenied"),
            (#""type":"Enroll","profiletemplateuuid":"\#(template)","target":"\#(authority.bob.id)""#, "AccessDenied"),
        ] {
            let reply = try await create(more, as: authority.alice)
            #expect(reply.0 == 403 && reply.1 == code, "\(more): \(reply)")
        }
        let id = try await calls.enroll(authority.alice)
        _ = try await calls.call(.put, "requests/\(id)", as: authority.alice, body: #"{"status":"Abandoned"}"#)
        let again = try await calls.call(.put, "requests/\(id)", as: authority.alice, body: #"{"status":"Completed"}"#)
        #expect(again.status == 403)
        #expect(try again.errorCode() == "RequestStateInvalid")
        let auditor = try await calls.call(
            .put,
            "requests/\(try await calls.enroll(authority.alice))",
            as: authority.auditor,
            body: #"{"status":"Canceled"}"#
        )
        #expect(auditor.status == 403)
    }

    @Test("a wrong method is 405 with Allow, unknown and unserved routes are 404 and say so")
    func routes() async throws {
        let calls = try await CMRESTCalls.make()
        let alice = calls.management.authority.alice
        let wrong = try await calls.call(.delete, "requests", as: alice)
        #expect(wrong.status == 405 && wrong.headers[.allow] == "GET, POST")
        let unserved = try await calls.call(.get, "smartcards", as: alice)
        #expect(unserved.status == 404 && unserved.text.contains("does not serve this documented route"))
        for path in ["nothing", "/CertificateManagement", "/CertificateManagement/api/v2.0/requests"] {
            #expect(try await calls.call(.get, path, as: alice).status == 404, "\(path)")
        }
    }

    @Test("every answer carries the correlation id and is not to be stored; an error repeats it in its body")
    func correlation() async throws {
        let calls = try await CMRESTCalls.make()
        let name = try #require(HTTPField.Name("X-Correlation-Id"))
        for path in ["profiletemplates", "requests/12", "requests/\(UUID())"] {
            let reply = try await calls.call(.get, path, as: calls.management.authority.alice)
            let id = try #require(reply.headers[name])
            #expect(UUID(uuidString: id) != nil && reply.headers[.cacheControl] == "no-store")
            if reply.status == 400 { #expect(try reply.object()["CorrelationId"] as? String == id) }
        }
    }

    @Test("every CM REST route answers 404 when the interface is off")
    func switchedOff() async throws {
        let calls = try await CMRESTCalls.make(settings: CMRESTSettings(isEnabled: false))
        for path in ["profiletemplates", "requests", "requests/12", "smartcards"] {
            #expect(try await calls.call(.get, path, as: calls.management.authority.alice).status == 404)
        }
    }

    @Test("settings for strict clients: no NULs, 204 for an empty list")
    func settings() async throws {
        let lenient = try await CMRESTCalls.make()
        let strict = try await CMRESTCalls.make(
            settings: CMRESTSettings(writesTrailingNULs: false, answersEmptyListsWithNoContent: true, neverCompletesDataCollection: true)
        )
        #expect(try await strict.call(.get, "requests", as: strict.management.authority.alice).status == 204)
        for (calls, hasNULs) in [(lenient, true), (strict, false)] {
            let alice = calls.management.authority.alice
            let id = try await calls.enroll(alice)
            let descriptor = try #require(try await calls.call(.get, "requests/\(id)", as: alice).object()["SecurityDescriptor"] as? String)
            #expect(descriptor.hasPrefix("O:\(alice.sid)D:(D;;CC;;;\(alice.sid))"))
            #expect(descriptor.filter { $0 == "\0" }.count == (hasNULs ? descriptor.filter { $0 == "(" }.count : 0))
        }
    }

    @Test("data items come back as names and values, whichever form they were sent in")
    func dataItems() async throws {
        let calls = try await CMRESTCalls.make()
        let alice = calls.management.authority.alice
        for form in [#""[{\"Cost centre\":\"4711\"}]""#, #"[{"Cost centre":"4711"}]"#, #"[{"Name":"Cost centre","Value":"4711"}]"#] {
            let reply = try await calls.call(
                .post,
                "requests",
                as: alice,
                body: #"{"profiletemplateuuid":"\#(SampleProfileTemplate.id)","datacollection":\#(form),"type":"Enroll","comment":"x"}"#
            )
            let request = try await calls.call(.get, "/CertificateManagement/" + reply.string(), as: alice)
            #expect(request.text.contains(#""DataCollection":[{"Name":"Cost centre","Value":"4711"}],"DataCollectionFlags":32"#))
        }
    }

    @Test("the parameters status and targetuser are case-insensitive")
    func lists() async throws {
        let calls = try await CMRESTCalls.make()
        let (alice, officer) = (calls.management.authority.alice, calls.management.authority.officer)
        let id = try await calls.enroll(alice)
        func ids(_ query: String, _ who: Principal) async throws -> [String] {
            try await calls.call(.get, "requests" + query, as: who).array().compactMap { $0["Uuid"] as? String }
        }
        #expect(try await ids("", alice) == [id])
        #expect(try await ids("?Status=approved&TARGETUSER=Current", alice) == [id])
        #expect(try await ids("?status=Pending", alice).isEmpty)
        #expect(try await ids("", officer) == [id])
        #expect(try await ids("?targetuser=current", officer).isEmpty)
    }

    @Test("a failing store is 500 with the correlation id in the text and nothing of the cause")
    func failingStore() async throws {
        let calls = try await CMRESTCalls.make(failingStore: true)
        let reply = try await calls.call(.get, "requests", as: calls.management.authority.alice)
        #expect(reply.status == 500)
        #expect(try reply.errorCode() == "DbSearch")
        let id = try #require(try reply.object()["CorrelationId"] as? String)
        #expect((try reply.object()["Message"] as? String)?.contains(id) == true)
        #expect(!reply.text.contains("disk"))
    }
}
