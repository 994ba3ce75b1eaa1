import CAInterface
import FrontEnds
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import Testing
import WireProtocols

/// Answers with who called and what was sent.
private struct EchoDoor: PrefixDoor {
    let prefix = "/somedoor"
    let door = Caller.Door(rawValue: "echo")

    func respond(to request: Request, context: DoorContext) async throws -> Response {
        let body = try await context.body(of: request)
        if body == Array("fail".utf8) { throw CAError(.conflict, status: .busy, "Somebody was first.") }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/plain", .server: "\(context.caller.principal.name)/\(context.caller.door.rawValue)/\(body.count)",
            ])
    }
}

@Suite struct PrefixDoorTests {
    @Test("a mounted door is reached in any case, only signed in, and never by a longer first segment")
    func mounted() async throws {
        let fixture = try await DoorFixture.make(prefixDoors: [EchoDoor()])
        for path in ["/somedoor", "/SomeDoor/x/y", "/SOMEDOOR/"] {
            let answer = try await fixture.call(.post, path, body: [1, 2, 3])
            #expect(answer.status == .ok)
            #expect(answer.headers[.server] == "alice/echo/3")
            #expect(try await fixture.call(.post, path, as: nil).status == .unauthorized)
        }
        #expect(try await fixture.call(.get, "/somedoors").status == .notFound)
        #expect(try await fixture.plain(.get, "/somedoor").status == .notFound)
    }

    @Test("its errors and too long bodies become problems")
    func errors() async throws {
        let fixture = try await DoorFixture.make(prefixDoors: [EchoDoor()])
        let conflict = try await fixture.call(.post, "/somedoor", body: Array("fail".utf8))
        #expect(conflict.status == .conflict)
        #expect(try conflict.problem.detail == "Somebody was first.")
        #expect(try await fixture.call(.post, "/somedoor", body: [UInt8](repeating: 0, count: 1 << 20 | 1)).status == .contentTooLarge)
    }
}
