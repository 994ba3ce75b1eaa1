import CAInterface
import FrontEnds
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import Testing
import WireProtocols

/// Answers with the caller and the body.
private struct EchoFrontEnd: FrontEnd {
    let prefix = "/somedoor"
    let door = Caller.Door(rawValue: "echo")

    func respond(to request: Request, on route: Void, context: FrontEndContext) async throws -> Response {
        let body = try await context.body(of: request)
        if body == Array("fail".utf8) { throw CAError(.conflict, status: .busy, "Somebody was first.") }
        let caller = try context.caller
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/plain", .server: "\(caller.principal.name)/\(caller.door.rawValue)/\(body.count)",
            ]
        )
    }
}

/// Answers with the caller it received, signed in as the test says.
private struct DeclaringFrontEnd: FrontEnd {
    let prefix: String
    var listeners: Set<Listener> = [.https]
    let authentication: FrontEndAuthentication
    let door = Caller.Door(rawValue: "declaring")

    func respond(to request: Request, on route: Void, context: FrontEndContext) async throws -> Response {
        var name = context.signedIn?.principal.name ?? "nobody"
        if authentication == .own {
            let password = try await context.body(of: request)
            name = try await context.signIn(BasicCredential(name: "alice", password: password)).principal.name
        }
        return Response(status: .ok, headers: [.server: name])
    }
}

@Suite struct FrontEndTests {
    @Test(
        "a front end's callers sign in as it declares",
        arguments: [
            (FrontEndAuthentication.none, String?.none, "", 200, "nobody"), (.none, "alice", "", 200, "nobody"),
            (.schemes([.basic]), nil, "", 401, nil), (.schemes([.basic]), "alice", "", 200, "alice"),
            (.schemes([.clientCertificate]), "alice", "", 401, nil), (.schemes([]), "alice", "", 401, nil),
            // Without sockets there is no peer address, so the caller counts as remote.
            (.schemesFromElsewhere([.basic]), nil, "", 401, nil), (.schemesFromElsewhere([.basic]), "alice", "", 200, "alice"),
            (.own, nil, "alice-secret", 200, "alice"), (.own, nil, "wrong", 401, nil), (.own, "alice", "wrong", 401, nil),
        ] as [(FrontEndAuthentication, String?, String, Int, String?)]
    )
    func declared(_ authentication: FrontEndAuthentication, name: String?, body: String, status: Int, caller: String?) async throws {
        let fixture = try await FrontEndFixture.make(frontEnds: [DeclaringFrontEnd(prefix: "/declared", authentication: authentication)])
        let answer = try await fixture.call(.post, "/declared", as: name, body: Array(body.utf8))
        #expect(answer.status.code == status)
        #expect(answer.headers[.server] == caller)
        let basic: FrontEndAuthentication = .schemes([.basic])
        if status == 401, authentication == basic { #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Basic ") == true) }
        if status == 401, authentication == .own { #expect(answer.headers[.wwwAuthenticate] == nil) }
    }

    @Test("a front end is served on the listeners it declares, and takes no credential on the plain one")
    func listeners() async throws {
        let fixture = try await FrontEndFixture.make(frontEnds: [
            DeclaringFrontEnd(prefix: "/open", listeners: [.https, .http], authentication: .none),
            DeclaringFrontEnd(prefix: "/open/below", listeners: [.http], authentication: .none),
            DeclaringFrontEnd(prefix: "/signed", listeners: [.https, .http], authentication: .schemes([.basic])),
        ])
        #expect(try await fixture.plain(.get, "/open").status == .ok)
        #expect(try await fixture.call(.get, "/open", as: nil).status == .ok)
        #expect(try await fixture.plain(.get, "/open/below").status == .ok)
        #expect(try await fixture.plain(.get, "/signed").status == .forbidden)
        #expect(try await fixture.call(.get, "/signed").status == .ok)
    }

    @Test("on the plain listener only front ends open to this machine ask for a credential")
    func plain() async throws {
        let served = try await FrontEndFixture.make().frontEnds.all.filter { $0.listeners.contains(.http) }
        #expect(served.map(\.prefix).sorted() == ["/aia", "/crl", "/healthz", "/metrics", "/ocsp", "/readyz", "/record"])
        for frontEnd in served {
            if case .schemes = frontEnd.authentication { Issue.record("\(frontEnd.prefix) asks for credentials over plain HTTP") }
        }
    }

    @Test("a front end's path is case-insensitive, needs sign-in, and never matches a longer first segment")
    func mounted() async throws {
        let fixture = try await FrontEndFixture.make(frontEnds: [EchoFrontEnd()])
        for path in ["/somedoor", "/SomeDoor/x/y", "/SOMEDOOR/"] {
            let answer = try await fixture.call(.post, path, body: [1, 2, 3])
            #expect(answer.status == .ok)
            #expect(answer.headers[.server] == "alice/echo/3")
            #expect(try await fixture.call(.post, path, as: nil).status == .unauthorized)
        }
        #expect(try await fixture.call(.get, "/somedoors").status == .notFound)
        #expect(try await fixture.plain(.get, "/somedoor").status == .notFound)
    }

    @Test("a front end's errors and too long bodies become problems")
    func errors() async throws {
        let fixture = try await FrontEndFixture.make(frontEnds: [EchoFrontEnd()])
        let conflict = try await fixture.call(.post, "/somedoor", body: Array("fail".utf8))
        #expect(conflict.status == .conflict)
        #expect(try conflict.problem.detail == "Somebody was first.")
        #expect(try await fixture.call(.post, "/somedoor", body: [UInt8](repeating: 0, count: 1 << 20 | 1)).status == .contentTooLarge)
    }
}
