import CertManagement
import Foundation
import FrontEnds
import HTTPTypes
import Logging
import OpenSSLKeys
import PKIDirectory
import PKIFormats
import PKITesting
import Synchronization
import Testing

/// A client that knows only the reference talks to the front end, with a card that checks every answer.
@Suite("The walk of a smart card through CM REST")
struct SmartcardWalkTests {
    static let none = "00000000-0000-0000-0000-000000000000"
    static let defaultKey = "101112131415161720212223242526273031323334353637"

    static func calls(
        pinOption: UserPINOption = .userProvided,
        logger: Logger? = nil,
        _ change: (inout ProfileTemplate) -> Void = { _ in }
    ) async throws -> CMRESTCalls {
        let services = CardServices(
            masterKeys: InMemoryCardMasterKeys([1: Array(0x40...0x5F)]),
            cipher: CardCipher(legacy: Legacy())
        )
        let management = try await TestManagement.make(cards: services, logger: logger)
        try await management.changeProfileTemplate {
            $0.isSmartcard = true
            $0.isVirtualSmartcard = true
            $0.smartcard = SmartcardConfiguration(defaultAdminKey: defaultKey, pinOption: pinOption)
            change(&$0)
        }
        var calls = CMRESTCalls(management: management, frontEnd: CMRESTFrontEnd(service: management.service))
        if let logger { calls.logger = logger }
        return calls
    }

    static func escaped(_ octets: [UInt8]) -> String {
        Base64.encode(octets).replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
    }

    static func octets(_ reply: CMRESTCalls.Reply) throws -> [UInt8] { try Base64.decode(try reply.string()) }

    /// Asks for the answer to a fresh challenge of the card.
    static func response(
        _ calls: CMRESTCalls,
        _ card: inout ScriptedCard,
        at path: String,
        diversified: String,
        as who: Principal
    ) async throws -> [UInt8] {
        let query = "cardid=\(card.id.uuidString)&challenge=\(escaped(card.getChallenge()))&diversified=\(diversified)&atr=\(card.atr)"
        let reply = try await calls.call(.get, path + "/authenticationresponse?" + query, as: who)
        #expect(reply.status == 200, "\(reply.text)")
        #expect(reply.headers[.cacheControl] == "no-store")
        return try octets(reply)
    }

    @Test("the sixteen steps of a virtual card: issued with its own key and a PIN, then unblocked")
    func walk() async throws {
        let calls = try await Self.calls()
        let alice = calls.management.authority.alice

        // 1 and 2. A profile template and its policy.
        let template = try #require(try await calls.call(.get, "profiletemplates?targetuser=current", as: alice).array().first)
        #expect(template["IsSmartcardProfileTemplate"] as? Bool == true && template["IsVirtualSmartcardProfileTemplate"] as? Bool == true)
        let id = try #require(template["Uuid"] as? String)
        #expect(try await calls.call(.get, "profiletemplates/\(id)/policies/enroll", as: alice).object()["Enabled"] as? Bool == true)

        // 3 to 5. A request, approved, for no card yet.
        let created = try await calls.call(
            .post,
            "requests",
            as: alice,
            body: #"{"profiletemplateuuid":"\#(id)","datacollection":"[]","type":"Enroll","comment":""}"#
        )
        let request = "/CertificateManagement/" + (try created.string())
        let requestID = try #require(request.split(separator: "/").last.map(String.init))
        let approved = try await calls.call(.get, request, as: alice).object()
        #expect(approved["Status"] as? Int == 3 && approved["IsSmartcard"] as? Bool == true)
        #expect(approved["NewSmartcardUuid"] as? String == Self.none)

        // 6 and 7. The configuration, and a new virtual card with the default admin key.
        let configuration = try await calls.call(.get, "profiletemplates/\(id)/configuration/smartcards", as: alice).object()
        #expect(configuration["DiversifyAdminKey"] as? Bool == true && configuration["UserPinOption"] as? Int == 1)
        var card = ScriptedCard(adminKey: try Hex.decode(try #require(configuration["DefaultAdminKeyHex"] as? String)))
        let chip = card.id.uuidString.lowercased()

        // 8 and 9. The card is bound to the request.
        let bound = try await calls.call(
            .post,
            "smartcards",
            as: alice,
            body: #"{"requestid":"\#(requestID)","cardid":"\#(chip)","atr":"\#(card.atr)"}"#
        )
        #expect(bound.status == 201)
        let uri = try bound.string()
        #expect(uri.hasPrefix("api/v1.0/smartcards/") && bound.headers[.location] == "/CertificateManagement/" + uri)
        let assigned = try await calls.call(.get, "/certificatemanagement/" + uri, as: alice).object()
        #expect(assigned["Status"] as? Int == 2)
        #expect(assigned["SerialNumber"] as? String == "{\(chip)}" && assigned["Atr"] as? String == card.atr)
        let uuid = try #require(assigned["Uuid"] as? String)
        #expect(uri == "api/v1.0/smartcards/" + uuid)
        let nested = "requests/\(requestID)/smartcards/\(uuid)"
        let executing = try await calls.call(.get, request, as: alice).object()
        #expect(executing["Status"] as? Int == 18 && executing["NewSmartcardUuid"] as? String == uuid)

        // 10. A key of its own: with the default one still on the card.
        let given = try await calls.call(.get, nested + "/diversifiedkey?cardid=\(chip)&atr=\(card.atr)", as: alice)
        let key = try Self.octets(given)
        #expect(key.count == 24 && key.allSatisfy { $0.nonzeroBitCount % 2 == 1 })
        let first = try await Self.response(calls, &card, at: nested, diversified: "False", as: alice)
        #expect(try card.changeAdminKey(to: key, response: first))

        // 11. The user's PIN, with the new key.
        let second = try await Self.response(calls, &card, at: nested, diversified: "true", as: alice)
        #expect(try card.unblock(pin: "204918", response: second))
        #expect(try await calls.call(.get, nested + "/serverproposedpin?cardid=\(chip)", as: alice).status == 204)

        // 12 to 15. The certificate.
        #expect(try await calls.call(.get, request + "/certificaterequestgenerationoptions", as: alice).array().count == 1)
        let base64 = Base64.encode(try SampleVectors.cmCertificateRequest, lineLength: 64, lineEnd: "\\r\\n")
        let body = #"{"pfxpassword":"","certificaterequests":["\#(base64)"]}"#
        let certificate = try #require(try await calls.call(.post, request + "/certificatedata", as: alice, body: body).array().first)
        #expect(certificate["isPkcs7"] as? Bool == true)

        // 16. Completed: the card is active and the primary one, in one profile with its certificate.
        let completed = try await calls.call(.put, request, as: alice, body: #"{"status":"Completed"}"#).object()
        #expect(completed["Status"] as? Int == 8 && completed["NewSmartcardUuid"] as? String == uuid)
        let active = try await calls.call(.get, "smartcards?cardid={\(chip.uppercased())}", as: alice).object()
        #expect(active["Status"] as? Int == 3 && active["Flags"] as? Int == 1 && active["Uuid"] as? String == uuid)
        let list = try await calls.call(.get, "smartcards", as: alice).array()
        #expect(list.count == 1)

        // The card blocks its PIN. Its own key answers, the default one no longer.
        let unblock = try await Self.open(.unblock, uuid, calls)
        let unblocking = "requests/\(unblock)/smartcards/\(uuid)"
        let refused = try await calls.call(
            .get,
            unblocking + "/authenticationresponse?cardid=\(chip)&challenge=\(Self.escaped(card.getChallenge()))&diversified=false",
            as: alice
        )
        #expect(refused.status == 403)
        let third = try await Self.response(calls, &card, at: unblocking, diversified: "True", as: alice)
        #expect(try card.unblock(pin: "771530", response: third))
        #expect(
            try await calls.call(.put, "requests/\(unblock)", as: alice, body: #"{"status":"Completed"}"#).object()["Status"] as? Int == 8
        )
        #expect(card.attempts == 5 && card.pin == "771530")
    }

    /// An approved request for an issued card, as its workflow makes it.
    static func open(_ operation: CertManagement.Operation, _ uuid: String, _ calls: CMRESTCalls) async throws -> String {
        let store = calls.management.store
        let id = try #require(UUID(uuidString: uuid))
        let card = try #require(await store.smartcard(id))
        let alice = calls.management.authority.alice
        let version = await store.profileTemplate(card.profileTemplate)?.version ?? 1
        let request = ManagementRequest(
            id: UUID(),
            workflow: operation.workflow,
            operation: operation,
            machine: WorkflowMachine(approvalsNeeded: 0),
            flags: .smartcard,
            dataItems: [],
            dataCollectionFlags: [],
            originator: .init(alice),
            target: .init(alice),
            submitted: Date(),
            newProfile: card.profile,
            oldProfile: card.profile,
            newSmartcard: card.id,
            oldSmartcard: card.id,
            priority: 10,
            comment: "",
            profileTemplate: card.profileTemplate,
            profileTemplateVersion: version
        )
        try await store.commit([.requestCreated(request)])
        return request.id.uuidString.lowercased()
    }

    /// A request of Alice with a card, and the paths of both.
    static func bound(_ calls: CMRESTCalls, _ card: ScriptedCard) async throws -> (request: String, uuid: String) {
        let alice = calls.management.authority.alice
        let request = try await calls.enroll(alice)
        let reply = try await calls.call(
            .post,
            "smartcards",
            as: alice,
            body: #"{"requestid":"\#(request)","cardid":"\#(card.id)"}"#
        )
        return (request, String(try reply.string().split(separator: "/").last ?? ""))
    }

    static var card: ScriptedCard { get throws { ScriptedCard(adminKey: try Hex.decode(defaultKey)) } }

    @Test("a PIN that the server proposes is a JSON string, the same by the nested and the flat route")
    func proposedPIN() async throws {
        let calls = try await Self.calls(pinOption: .randomized)
        let alice = calls.management.authority.alice
        let card = try Self.card
        let (request, uuid) = try await Self.bound(calls, card)
        let nested = try await calls.call(.get, "requests/\(request)/smartcards/\(uuid)/serverproposedpin?challenge=AAAA", as: alice)
        let pin = try nested.string()
        #expect(nested.text == "\"\(pin)\"" && pin.count == 8)
        #expect(try await calls.call(.get, "smartcards/\(uuid)/serverproposedpin?cardid=\(card.id)", as: alice).string() == pin)
        #expect(try await calls.call(.get, "smartcards/\(uuid)/serverproposedpin", as: calls.management.authority.bob).status == 204)
    }

    @Test("a card that is retired says 6, and the nested route reads it")
    func retired() async throws {
        let calls = try await Self.calls()
        let alice = calls.management.authority.alice
        let (request, uuid) = try await Self.bound(calls, try Self.card)
        _ = try await calls.call(.put, "requests/\(request)", as: alice, body: #"{"status":"Completed"}"#)
        let retire = try await Self.open(.retire, uuid, calls)
        let path = "requests/\(retire)/smartcards/\(uuid)"
        #expect(try await calls.call(.get, path, as: alice).object()["Status"] as? Int == 3)
        let reply = try await calls.call(.put, path, as: alice, body: #"{"status":"Retired"}"#)
        #expect(try reply.object()["Status"] as? Int == 6)
        #expect(try await calls.call(.get, path, as: alice).object()["Status"] as? Int == 6)
        #expect(try await calls.call(.put, path, as: alice, body: #"{"status":"Active"}"#).status == 403)
    }

    // MARK: Bad input

    @Test(
        "unreadable input to a card's route is 400 and names its part",
        arguments: [
            ("POST smartcards", "{"), ("POST smartcards", #"{"requestid":"RQ"}"#), ("POST smartcards", #"{"requestid":"RQ","cardid":12}"#),
            ("POST smartcards", #"{"requestid":"RQ","cardid":"CHIP","atr":"xyz"}"#), ("GET smartcards?cardid=12", ""),
            ("GET smartcards/12", ""),
            ("GET profiletemplates/12/configuration/smartcards", ""), ("GET NESTED/diversifiedkey", ""),
            ("GET NESTED/diversifiedkey?cardid=CHIP&atr=zz", ""), ("GET NESTED/authenticationresponse?cardid=CHIP&diversified=true", ""),
            ("GET NESTED/authenticationresponse?cardid=CHIP&challenge=WhfD2eSCC2Y%3D", ""),
            ("GET NESTED/authenticationresponse?cardid=CHIP&challenge=WhfD2eSCC2Y%3D&diversified=1", ""),
            ("GET NESTED/authenticationresponse?cardid=CHIP&challenge=5a17c3d9e4820b&diversified=true", ""),
            ("GET NESTED/authenticationresponse?cardid=CHIP&challenge=AAECAwQFBgcICQoLDA0ODw%3D%3D&diversified=false", ""),
            ("GET NESTED/serverproposedpin?cardid=12", ""), ("PUT NESTED", #"{"status":"Lost"}"#), ("PUT NESTED", "{}"),
            ("PUT NESTED", #"{"status":"Assigned"}"#),
        ]
    )
    func unreadable(call: String, body: String) async throws {
        let calls = try await Self.calls()
        let alice = calls.management.authority.alice
        let card = try Self.card
        let (request, uuid) = try await Self.bound(calls, card)
        func filled(_ text: String) -> String {
            text.replacing("NESTED", with: "requests/\(request)/smartcards/\(uuid)").replacing("CHIP", with: card.id.uuidString)
                .replacing("RQ", with: request)
        }
        let parts = call.split(separator: " ")
        let method: HTTPRequest.Method = parts[0] == "GET" ? .get : parts[0] == "PUT" ? .put : .post
        let id = try #require(UUID(uuidString: request))
        let before = await calls.management.store.history(of: id).count
        let reply = try await calls.call(method, filled(String(parts[1])), as: alice, body: filled(body))
        #expect(reply.status == 400, "\(reply.text)")
        #expect(try reply.errorCode() == "InvalidClientData")
        #expect(await calls.management.store.history(of: id).count == before)
    }

    @Test("absent and foreign objects of card routes are 204 without a body, and a wrong card or state is 403")
    func nothing() async throws {
        let calls = try await Self.calls()
        let (alice, bob) = (calls.management.authority.alice, calls.management.authority.bob)
        let card = try Self.card
        let (request, uuid) = try await Self.bound(calls, card)
        let absent = UUID().uuidString
        let query = "?cardid=\(card.id)&challenge=WhfD2eSCC2Y%3D&diversified=false"
        for (who, request, uuid) in [(bob, request, uuid), (alice, absent, uuid), (alice, request, absent)] {
            let nested = "requests/\(request)/smartcards/\(uuid)"
            for path in [
                nested, nested + "/diversifiedkey" + query, nested + "/authenticationresponse" + query, nested + "/serverproposedpin",
            ] {
                let reply = try await calls.call(.get, path, as: who)
                #expect(reply.status == 204 && reply.text.isEmpty, "\(path)")
            }
            #expect(try await calls.call(.put, nested, as: who, body: #"{"status":"Retired"}"#).status == 204)
        }
        for path in [
            "smartcards/\(uuid)", "smartcards?cardid=\(card.id)", "smartcards/\(absent)",
            "profiletemplates/\(absent)/configuration/smartcards",
        ] {
            #expect(try await calls.call(.get, path, as: bob).status == 204, "\(path)")
        }
        #expect(try await calls.call(.get, "smartcards", as: bob).text == "[]")
        let binding = #"{"requestid":"\#(absent)","cardid":"\#(card.id)"}"#
        #expect(try await calls.call(.post, "smartcards", as: alice, body: binding).status == 204)

        let other = try await calls.call(.get, "requests/\(request)/smartcards/\(uuid)/diversifiedkey?cardid=\(absent)", as: alice)
        #expect(other.status == 403)
        #expect(try other.errorCode() == "CardNotFound")
        _ = try await calls.call(.put, "requests/\(request)", as: alice, body: #"{"status":"Canceled"}"#)
        let ended = try await calls.call(.get, "requests/\(request)/smartcards/\(uuid)/diversifiedkey?cardid=\(card.id)", as: alice)
        #expect(ended.status == 403)
        #expect(try ended.errorCode() == "RequestStateInvalid")
    }

    @Test("the twenty-first secret within an hour is 403 CallLimitReached")
    func limit() async throws {
        let calls = try await Self.calls()
        let card = try Self.card
        let (request, uuid) = try await Self.bound(calls, card)
        let path =
            "requests/\(request)/smartcards/\(uuid)/authenticationresponse?cardid=\(card.id)&challenge=5a17c3d9e4820b66&diversified=false"
        for _ in 0..<20 { #expect(try await calls.call(.get, path, as: calls.management.authority.alice).string() == "UF55VKDR2VU=") }
        let reply = try await calls.call(.get, path, as: calls.management.authority.alice)
        #expect(reply.status == 403)
        #expect(try reply.errorCode() == "CallLimitReached")
    }

    // MARK: Logs

    private final class Lines: Sendable {
        let all = Mutex("")
    }

    private struct Handler: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) { lines.all.withLock { $0 += "\(event.message) \(event.metadata ?? [:])\n" } }
    }

    @Test("no log at any level, no history and no record has a key, a challenge, an answer or a PIN of a card")
    func logs() async throws {
        let lines = Lines()
        let logger = Logger(label: "test") { _ in Handler(lines: lines) }
        let calls = try await Self.calls(pinOption: .serverDistributed, logger: logger)
        let alice = calls.management.authority.alice
        let card = try Self.card
        let (request, uuid) = try await Self.bound(calls, card)
        let nested = "requests/\(request)/smartcards/\(uuid)"
        let query = "?cardid=\(card.id)&challenge=WhfD2eSCC2Y%3D&diversified="
        var secrets = ["WhfD2eSCC2Y", "5a17c3d9e4820b66", Self.defaultKey]
        for path in [
            nested + "/diversifiedkey" + query, nested + "/authenticationresponse" + query + "true", nested + "/serverproposedpin",
        ] {
            secrets.append(try await calls.call(.get, path, as: alice).string())
        }
        _ = try await calls.call(
            .get,
            nested + "/authenticationresponse?cardid=\(card.id)&challenge=WhfD2eSCC2Y%3D&diversified=perhaps",
            as: alice
        )
        _ = try await calls.call(.get, "profiletemplates/\(SampleProfileTemplate.id)/configuration/smartcards", as: alice)
        _ = try await calls.call(.put, nested, as: alice, body: #"{"status":"5a17c3d9e4820b66"}"#)
        #expect(secrets.count == 6 && secrets.allSatisfy { $0.count > 7 })
        let id = try #require(UUID(uuidString: request))
        let history = await calls.management.store.history(of: id)
        let records = await calls.management.store.records
        let written = lines.all.withLock { $0 } + history.map { "\($0)" }.joined() + records.map { "\($0)" }.joined()
        #expect(written.contains("cardAnswered") && written.contains("cardConfigurationGiven"))
        for secret in secrets { #expect(!written.lowercased().contains(secret.lowercased())) }
    }
}
