import Foundation
import FrontEnds
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import PKITesting
import Synchronization
import Testing
import WireProtocols

/// A key source whose answer the test changes.
private final class ChangingKeys: TokenKeySource {
    private let state: Mutex<(answer: String?, asked: Int)>

    init(_ answer: String?) { state = Mutex((answer, 0)) }

    var asked: Int { state.withLock { $0.asked } }

    func answer(_ text: String?) { state.withLock { $0.answer = text } }

    func keySet() async throws -> [UInt8] {
        let answer = state.withLock { state in
            state.asked += 1
            return state.answer
        }
        guard let answer else { throw ContractError("nobody answers") }
        return Array(answer.utf8)
    }
}

/// Answers with the caller and how it signed in.
private struct CallerFrontEnd: FrontEnd {
    let prefix = "/whoami"
    let door = Caller.Door(rawValue: "whoami")

    func respond(to request: Request, on route: Void, context: FrontEndContext) async throws -> Response {
        let caller = try context.caller
        return Response(status: .ok, headers: [.server: "\(caller.principal.name) \(caller.method) \(caller.evidence ?? "")"])
    }
}

@Suite("Bearer tokens", .enabled(if: TestIssuer.isAvailable), .timeLimit(.minutes(5)))
struct TokenTests {
    private struct Fixture {
        let issuer: TestIssuer
        let keys: ChangingKeys
        let frontEnds: FrontEndFixture

        static func make(scope: String? = nil, claims: [String] = TokenIssuer.usualAccountClaims) async throws -> Fixture {
            let authority = try await TestAuthority.make()
            let name = try #require(authority.alice.userPrincipalName)
            let issuer = try TestIssuer(now: authority.clock.now, name: name)
            let keys = ChangingKeys(issuer.keySet)
            let clock = authority.clock
            let tokens = TokenSignIn(
                issuer: TokenIssuer(issuer: TestIssuer.issuer, audience: TestIssuer.audience, accountClaims: claims, scope: scope),
                keys: TokenKeys(source: keys, uptime: { clock.uptime }, logger: FrontEndFixture.logger),
                directory: authority.directory,
                clock: { clock.now }
            )
            return Fixture(
                issuer: issuer,
                keys: keys,
                frontEnds: try await FrontEndFixture.make(authority, tokens: tokens, frontEnds: [CallerFrontEnd()])
            )
        }

        func call(_ name: String, scheme: String = "Bearer") async throws -> TestResponse {
            try await frontEnds.call(.get, "/whoami", as: nil, headers: [.authorization: "\(scheme) \(try issuer.token(name))"])
        }
    }

    @Test("a token of the issuer signs its account in")
    func accepted() async throws {
        let fixture = try await Fixture.make()
        let names = [
            "RS256", "ES256", "RS256 without kid", "ES256 without kid", "several audiences",
            "upn before preferred_username", "expired within the skew", "begins within the skew",
        ]
        for name in names {
            let answer = try await fixture.call(name)
            #expect(answer.status == .ok, "\(name): \(String(decoding: answer.octets, as: UTF8.self))")
            #expect(answer.headers[.server] == "alice bearer \(TestIssuer.issuer)", "\(name)")
        }
        #expect(try await fixture.call("RS256", scheme: "bEARER ").status == .ok)
        #expect(fixture.keys.asked == 1)
    }

    @Test(
        "a token that must not count is refused with 401 and the reason",
        arguments: [
            ("expired", "The token has expired."), ("not yet valid", "The token is not valid yet."),
            ("issued in the future", "The token is not valid yet."), ("no expiry", "The token does not say when it expires."),
            ("wrong audience", "The token is for another audience."), ("no audience", "The token is for another audience."),
            ("wrong issuer", "The token is from another issuer."), ("no issuer", "The token is from another issuer."),
            ("none", "The token is not signed."), ("none in other letters", "The token is not signed."),
            ("no signature", "The token is not signed."),
            ("HS256 with the public key", "The token is signed by another algorithm than RS256 and ES256."),
            ("PS256", "The token is signed by another algorithm than RS256 and ES256."),
            ("RS256 header over an EC key", "The token names no key of the issuer."),
            ("unknown key", "The token names no key of the issuer."), ("the encryption key", "The token names no key of the issuer."),
            ("another key under a known name", "The token's signature is wrong."),
            ("damaged signature", "The token's signature is wrong."), ("changed claims", "The token's signature is wrong."),
            ("no dots", "The token cannot be read: it does not have three parts."),
            ("one dot", "The token cannot be read: it does not have three parts."),
            ("five parts", "The token cannot be read: it does not have three parts."),
            ("empty", "The token cannot be read: it does not have three parts."),
            ("not base64", "The token cannot be read: its claims part is not base64url."),
            ("not JSON", "The token cannot be read: its header part is not a JSON object."),
            ("a claim twice", "The token cannot be read: its claims part is not a JSON object."),
            ("time as a text", "The token cannot be read: one of its times is not a number."),
            ("critical header", "The token has a critical header that this server does not know."),
            ("oversized", "The token has more than 8192 characters."),
            ("unknown account", "The token's account is unknown or disabled."), ("a group", "The token's account is unknown or disabled."),
            ("the server's own account", "The token's account is unknown or disabled."),
            ("account that is no text", "The token names no account."), ("preferred_username", "The token names no account."),
        ]
    )
    func refused(_ name: String, reason: String) async throws {
        let fixture = try await Fixture.make()
        let answer = try await fixture.call(name)
        #expect(answer.status == .unauthorized)
        #expect(answer.headers[.wwwAuthenticate] == #"Bearer realm="Chancery", error="invalid_token", error_description="\#(reason)""#)
        #expect(try answer.problem.detail == reason)
    }

    @Test("a disabled account cannot sign in by a token, at once")
    func disabled() async throws {
        let fixture = try await Fixture.make()
        #expect(try await fixture.call("RS256").status == .ok)
        let authority = fixture.frontEnds.authority
        try await authority.change(authority.alice) { $0.enabled = false }
        #expect(try await fixture.call("RS256").status == .unauthorized)
    }

    @Test("a token without the configured scope is refused with 403 and the scope")
    func scope() async throws {
        let fixture = try await Fixture.make(scope: "certificates")
        let answer = try await fixture.call("RS256")
        #expect(answer.status == .forbidden)
        #expect(answer.headers[.wwwAuthenticate]?.contains(#"error="insufficient_scope""#) == true)
        #expect(answer.headers[.wwwAuthenticate]?.hasSuffix(#"scope="certificates""#) == true)
        #expect(try await fixture.call("scope").status == .ok)
        #expect(try await fixture.call("scp").status == .ok)
    }

    @Test("only the configured claims name the account")
    func claims() async throws {
        let fixture = try await Fixture.make(claims: ["upn"])
        #expect(try await fixture.call("RS256").status == .ok)
        #expect(try await fixture.call("preferred_username").status == .unauthorized)
        let other = try await Fixture.make(claims: ["upn", "preferred_username"])
        #expect(try await other.call("preferred_username").status == .ok)
        #expect(try await other.call("account name as preferred_username").status == .ok)
        #expect(try await other.call("upn that is no text").status == .unauthorized)
    }

    @Test("upn signs in by a user principal name alone", arguments: ["account name", "domain and account name"])
    func principalName(_ token: String) async throws {
        let answer = try await Fixture.make().call(token)
        #expect(answer.status == .unauthorized)
        #expect(try answer.problem.detail == "The token's account is unknown or disabled.")
    }

    @Test("an unknown key makes the key set be read again, once a minute at most")
    func rotation() async throws {
        let fixture = try await Fixture.make()
        let clock = fixture.frontEnds.authority.clock
        #expect(try await fixture.call("RS256").status == .ok)
        fixture.keys.answer(fixture.issuer.nextKeySet)
        for _ in 1...3 { #expect(try await fixture.call("next key").status == .unauthorized) }
        #expect(fixture.keys.asked == 1)
        clock.advance(seconds: 61)
        #expect(try await fixture.call("next key").status == .ok)
        #expect(try await fixture.call("next EC key").status == .ok)
        #expect(try await fixture.call("RS256").status == .unauthorized)
        #expect(fixture.keys.asked == 2)
    }

    @Test("while the keys cannot be read, known ones count for a day, and without any the answer is 503")
    func unavailable() async throws {
        let fixture = try await Fixture.make()
        let clock = fixture.frontEnds.authority.clock
        fixture.keys.answer(nil)
        let answer = try await fixture.call("RS256")
        #expect(answer.status == .serviceUnavailable)
        #expect(answer.headers[.wwwAuthenticate] == nil)
        fixture.keys.answer("{}")
        clock.advance(seconds: 61)
        #expect(try await fixture.call("RS256").status == .serviceUnavailable)
        fixture.keys.answer(fixture.issuer.keySet)
        clock.advance(seconds: 61)
        #expect(try await fixture.call("RS256").status == .ok)
        fixture.keys.answer(nil)
        clock.advance(seconds: 61)
        #expect(try await fixture.call("unknown key").status == .unauthorized)
        #expect(try await fixture.call("RS256").status == .ok)
    }

    @Test("a refusal names the token among the ways to sign in only when an issuer is configured")
    func challenges() async throws {
        let fixture = try await Fixture.make()
        let answer = try await fixture.frontEnds.call(.get, "/whoami", as: nil)
        #expect(answer.status == .unauthorized)
        #expect(answer.headers[values: .wwwAuthenticate] == [#"Basic realm="Chancery", charset="UTF-8""#, #"Bearer realm="Chancery""#])
        let without = try await FrontEndFixture.make(frontEnds: [CallerFrontEnd()]).call(
            .get,
            "/whoami",
            as: nil,
            headers: [.authorization: "Bearer a.b.c"]
        )
        #expect(without.status == .unauthorized)
        #expect(without.headers[values: .wwwAuthenticate] == [#"Basic realm="Chancery", charset="UTF-8""#])
    }
}
