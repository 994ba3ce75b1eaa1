import CAInterface
import Foundation
import FrontEnds
import HTTPTypes
import PKIDirectory
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite struct AdministrationRouteTests {
    private func json(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("administrators change and read accounts; everybody reads their own; others are 403, known or not")
    func accounts() async throws {
        let fixture = try await FrontEndFixture.make()
        let bob = APIPath.principal(name: "bob").path
        let change = json(#"{"mail":"b@example.test","displayName":"Bob B."}"#)
        let changed = try await fixture.call(.patch, bob, as: "admin", body: change)
        #expect(changed.status == .ok)
        #expect(changed.headers[.cacheControl] == "no-store")
        #expect(try changed.decoded(PrincipalBody.self).displayName == "Bob B.")
        let cleared = try await fixture.call(
            .patch,
            APIPath.principal(name: "EXAMPLE\\BOB").path,
            as: "admin",
            body: json(#"{"mail":null}"#)
        )
        #expect(try cleared.decoded(PrincipalBody.self).mail == nil)
        #expect(try await fixture.call(.get, bob, as: "bob").decoded(PrincipalBody.self).displayName == "Bob B.")
        #expect(try await fixture.call(.get, bob, as: "officer").status == .ok)
        for path in [bob, APIPath.principal(name: "nobody").path] {
            #expect(try await fixture.call(.get, path, as: "alice").status == .forbidden)
            #expect(try await fixture.call(.patch, path, as: "alice", body: change).status == .forbidden)
        }
        #expect(try await fixture.call(.get, APIPath.principal(name: "nobody").path, as: "admin").status == .notFound)
        for bad in [
            #"{"Enabled":true}"#, #"{"mail":"x"}"#, #"{"upn":"a b@c"}"#, #"{"dns":"bob.example.test"}"#, #"{"mail":"a\u0000@b.test"}"#,
        ] {
            #expect(try await fixture.call(.patch, bob, as: "admin", body: json(bad)).status == .badRequest, "\(bad)")
        }
        let taken = try await fixture.call(.patch, bob, as: "admin", body: json(#"{"upn":"alice@example.test"}"#))
        #expect(taken.status == .conflict)
    }

    @Test("a disabled account is refused at the next request, and accepted again when enabled")
    func disabled() async throws {
        let fixture = try await FrontEndFixture.make()
        let own = APIPath.principal(name: "bob").path
        #expect(try await fixture.call(.get, own, as: "bob").status == .ok)
        #expect(try await fixture.call(.patch, own, as: "admin", body: json(#"{"enabled":false}"#)).status == .ok)
        #expect(try await fixture.call(.get, own, as: "bob").status == .unauthorized)
        #expect(try await fixture.call(.patch, own, as: "admin", body: json(#"{"enabled":true}"#)).status == .ok)
        #expect(try await fixture.call(.get, own, as: "bob").status == .ok)
    }

    @Test("the last administrator can neither be disabled nor removed from the group: 409 with the rule")
    func lastAdministrator() async throws {
        let fixture = try await FrontEndFixture.make()
        let disabling = try await fixture.call(
            .patch,
            APIPath.principal(name: "admin").path,
            as: "admin",
            body: json(#"{"enabled":false}"#)
        )
        #expect(disabling.status == .conflict)
        #expect(try disabling.problem.rule == "AnAdministratorIsLeft")
    }

    @Test("a password is changed with the old one, by administrators without it; then the old one is refused")
    func passwords() async throws {
        let fixture = try await FrontEndFixture.make()
        let own = APIPath.password(principal: "bob").path
        #expect(try await fixture.call(.post, own, as: "bob", body: json(#"{"password":"the second one"}"#)).status == .forbidden)
        #expect(
            try await fixture.call(.post, own, as: "bob", body: json(#"{"password":"the second one","oldPassword":"no"}"#)).status
                == .forbidden
        )
        let changed = try await fixture.call(
            .post,
            own,
            as: "bob",
            body: json(#"{"password":"the second one","oldPassword":"bob-secret"}"#)
        )
        #expect(changed.status == .noContent)
        #expect(try await fixture.call(.get, APIPath.authorities.path, as: "bob").status == .unauthorized)
        #expect(try await fixture.call(.get, APIPath.authorities.path, as: "bob", password: "the second one").status == .ok)
        #expect(try await fixture.call(.post, own, as: "admin", body: json(#"{"password":"the third one"}"#)).status == .noContent)
        #expect(try await fixture.call(.get, APIPath.authorities.path, as: "bob", password: "the second one").status == .unauthorized)
        #expect(try await fixture.call(.get, APIPath.authorities.path, as: "bob", password: "the third one").status == .ok)
        #expect(try await fixture.call(.post, own, as: "alice", body: json(#"{"password":"mine alone"}"#)).status == .forbidden)
        for bad in [#"{"password":""}"#, #"{"password":"nine char"}"#, #"{"password":"a\u0000"}"#, #"{"pass":"x"}"#] {
            #expect(try await fixture.call(.post, own, as: "admin", body: json(bad)).status == .badRequest, "\(bad)")
        }
    }

    @Test("only administrators list and make groups, and add and remove members")
    func groups() async throws {
        let fixture = try await FrontEndFixture.make()
        let body = json(#"{"name":"Web Team"}"#)
        #expect(try await fixture.call(.post, APIPath.groups.path, as: "officer", body: body).status == .forbidden)
        let made = try await fixture.call(.post, APIPath.groups.path, as: "admin", body: body)
        #expect(made.status == .created)
        #expect(try made.decoded(PrincipalBody.self).kind == "group")
        #expect(try await fixture.call(.post, APIPath.groups.path, as: "admin", body: body).status == .conflict)
        let member = APIPath.member(group: "Web Team", name: "bob").path
        for _ in 0..<2 { #expect(try await fixture.call(.put, member, as: "admin").status == .noContent) }
        let members = APIPath.members(group: "web team").path
        #expect(
            try await fixture.call(.get, members, as: "auditor").decoded(PageBody<PrincipalBody, String>.self).items.map(\.name) == ["bob"]
        )
        #expect(try await fixture.call(.get, members, as: "alice").status == .forbidden)
        #expect(try await fixture.call(.put, member, as: "officer").status == .forbidden)
        for _ in 0..<2 { #expect(try await fixture.call(.delete, member, as: "admin").status == .noContent) }
        #expect(try await fixture.call(.get, members, as: "admin").decoded(PageBody<PrincipalBody, String>.self).items.isEmpty)
        #expect(try await fixture.call(.put, APIPath.member(group: "None", name: "bob").path, as: "admin").status == .notFound)
        #expect(try await fixture.call(.put, APIPath.member(group: "Web Team", name: "x").path, as: "admin").status == .notFound)
        #expect(
            try await fixture.call(.get, APIPath.groups.path, as: "admin").decoded(PageBody<PrincipalBody, String>.self).items.map(\.name)
                == ["Web Team"]
        )
        #expect(try await fixture.call(.get, member, as: "admin").status == .methodNotAllowed)
    }

    @Test("officers read settings, administrators change them with a record, and unknown members are refused")
    func settings() async throws {
        let fixture = try await FrontEndFixture.make()
        let path = APIPath.settings(authority: FrontEndFixture.ca).path
        let before = try await fixture.call(.get, path, as: "officer").decoded(AuthoritySettings.self)
        #expect(!before.singleOperator)
        let changed = try await fixture.call(.patch, path, as: "admin", body: json(#"{"singleOperator":true}"#))
        var expected = before
        expected.singleOperator = true
        #expect(try changed.decoded(AuthoritySettings.self) == expected)
        #expect(try await fixture.call(.get, path, as: "auditor").decoded(AuthoritySettings.self) == expected)
        #expect(try await fixture.call(.get, path, as: "alice").status == .forbidden)
        #expect(try await fixture.call(.patch, path, as: "officer", body: json(#"{"singleOperator":false}"#)).status == .forbidden)
        for bad in [#"{"SingleOperator":true}"#, #"{"crlPeriodSeconds":0}"#, #"{"publicAddress":"https://pki.example.test"}"#, "[]"] {
            #expect(try await fixture.call(.patch, path, as: "admin", body: json(bad)).status == .badRequest, "\(bad)")
        }
        let authorities = try await fixture.call(.get, APIPath.authorities.path).decoded([AuthorityBody].self)
        #expect(authorities.map(\.singleOperator) == [true])
    }

    @Test("administrators read and set configuration entries over the API; a refused flag is 422 with its rule")
    func configuration() async throws {
        let fixture = try await FrontEndFixture.make()
        let list = APIPath.configuration(authority: FrontEndFixture.ca).path
        let entries = try await fixture.call(.get, list + "?node=policy", as: "officer").decoded([ConfigurationEntryBody].self)
        #expect(entries.first?.name == "EditFlags")
        #expect(try await fixture.call(.get, list + "?node=nothing", as: "officer").status == .notFound)
        #expect(try await fixture.call(.get, list, as: "alice").status == .forbidden)
        let path = APIPath.configurationEntry(authority: FrontEndFixture.ca, node: "policy", entry: "EditFlags").path
        let before = try await fixture.call(.get, path, as: "auditor").decoded(ConfigurationValueBody.self)
        #expect(before.value == .number(0x11_014E))
        let added = try await fixture.call(.patch, path, as: "admin", body: json(#"{"add":["ATTRIBUTEENDDATE"]}"#))
        #expect(try added.decoded(ConfigurationValueBody.self).value == .number(0x11_016E))
        #expect(try await fixture.call(.patch, path, as: "officer", body: json(#"{"add":["ATTRIBUTEENDDATE"]}"#)).status == .forbidden)
        let refused = try await fixture.call(.patch, path, as: "admin", body: json(#"{"add":["ATTRIBUTESUBJECTALTNAME2"]}"#))
        #expect(refused.status == .unprocessableContent)
        #expect(try refused.problem.rule == "ESC6")
        #expect(try await fixture.call(.put, path, as: "admin", body: json(#"{"value":1114446}"#)).status == .ok)
        for bad in [#"{"value":"x"}"#, #"{"value":-1}"#, #"{"value":null}"#, #"{}"#, #"{"value":1,"more":2}"#, #"{"value":[1]}"#] {
            #expect(try await fixture.call(.put, path, as: "admin", body: json(bad)).status == .badRequest, "\(bad)")
        }
    }

    /// Random numbers that are the same in every run.
    private struct Sequence: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    @Test(
        "odd bodies and mutations of good ones are answered below 500 on every route of administration",
        arguments: [
            (
                HTTPRequest.Method.patch, APIPath.principal(name: "bob"),
                #"{"enabled":true,"mail":"b@example.test","upn":null,"displayName":"B"}"#
            ),
            (.post, .password(principal: "bob"), #"{"password":"the second one","oldPassword":"bob-secret"}"#),
            (.post, .groups, #"{"name":"Web Team","displayName":"The team"}"#),
            (
                .patch, .settings(authority: FrontEndFixture.ca),
                #"{"singleOperator":false,"crlPeriodSeconds":3600,"publicAddress":"http://a.test"}"#
            ),
            (
                .put, .security(authority: FrontEndFixture.ca),
                #"{"entries":[{"trustee":"admin","rights":["read","manageAuthority"],"deny":false}],"roleSeparation":false}"#
            ), (.put, .security(authority: FrontEndFixture.ca), #"{"sddl":"O:BAD:P(A;;0x301;;;AU)(D;;0x2;;;S-1-5-21-1-2-3-513)"}"#),
            (
                .put, .officerRights(authority: FrontEndFixture.ca),
                #"{"restrictions":[{"officer":"officer","template":"User","subjects":"Everyone","deny":true}]}"#
            ), (.put, .auditFilter(authority: FrontEndFixture.ca), #"{"filter":127}"#),
            (
                .put, .configurationEntry(authority: FrontEndFixture.ca, node: "exit", entry: "Receivers"),
                #"{"value":["log 0x2f command:log"]}"#
            ),
            (
                .patch, .configurationEntry(authority: FrontEndFixture.ca, node: "policy", entry: "EditFlags"),
                #"{"add":["ATTRIBUTEENDDATE"],"remove":[]}"#
            ),
            (
                .post, .principals,
                #"{"name":"dora","kind":"machine","dns":"dora.example.test","groups":["Web Team"],"password":"a long enough one"}"#
            ),
        ]
    )
    func mutated(_ method: HTTPRequest.Method, _ path: APIPath, _ good: String) async throws {
        let fixture = try await FrontEndFixture.make()
        var random = Sequence(state: UInt64(good.utf8.count))
        var bodies: [[UInt8]] = [
            "", "null", "[]", "{}", "{", #"{"":""}"#, #"{"name":"\u0000"}"#, #"{"name":"\ud800"}"#, #"{"displayName":"\u202e"}"#,
            #"{"mail":"@"}"#, #"{"enabled":1e999}"#, #"{"crlPeriodSeconds":-9223372036854775808}"#, #"{"publicAddress":"http://[::1"}"#,
            #"{"password":"\u0000"}"#, String(repeating: "[", count: 5_000),
            #"{"name":"\#(String(repeating: "A\u{301}", count: 5_000))"}"#,
        ].map { Array($0.utf8) }
        for _ in 0..<200 {
            var body = Array(good.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<body.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: body[place] = UInt8.random(in: 0...255, using: &random)
                case 1: body.insert(UInt8.random(in: 0...255, using: &random), at: place)
                case 2: body.remove(at: place)
                default: body.insert(contentsOf: body[place...].prefix(20), at: place)
                }
            }
            bodies.append(body)
        }
        for body in bodies {
            let answer = try await fixture.call(method, path.path, as: "admin", body: body)
            #expect(answer.status.code < 500, "\(answer.status.code): \(String(decoding: body, as: UTF8.self))")
        }
        #expect(try await fixture.call(.get, APIPath.authorities.path, as: "admin").status == .ok)
    }
}
