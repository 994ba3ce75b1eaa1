import PKIFormats
import PortableFoundation
import Testing
import WireProtocols

@Suite("Smart cards on the wire of CM REST")
struct SmartcardWireTests {
    private static func id(_ text: String) throws -> UUID { try #require(UUID(uuidString: text)) }

    // §1.11 of the reference, in one line.
    @Test("a smart card is written member by member as published, its serial number in braces")
    func card() throws {
        let body = SmartcardBody(
            uuid: try Self.id("c4a8e9d0-6f12-4b7e-a1c3-55e07d3f3301"),
            status: 3,
            flags: 1,
            parent: nil,
            primary: nil,
            permanent: nil,
            assignedUser: try Self.id("0d9b6e52-71aa-4c38-b5e4-2f8a1c7d4401"),
            profileTemplate: try Self.id("5e0a7c11-2b64-4d0f-9a31-7c55d1f0a002"),
            profileTemplateVersion: 12,
            comment: "",
            cardID: try Self.id("6F1D2C3B-4A59-4E68-9F70-1A2B3C4D5E6F"),
            middleware: "MSBaseCSP",
            atr: "3B00112233"
        )
        #expect(
            body.json.text
                == #"{"Uuid":"c4a8e9d0-6f12-4b7e-a1c3-55e07d3f3301","Status":3,"Flags":1,"#
                + #""ParentSmartcardUuid":"00000000-0000-0000-0000-000000000000","PrimarySmartcardUuid":"00000000-0000-0000-0000-000000000000","#
                + #""PermanentSmartcardUuid":"00000000-0000-0000-0000-000000000000","AssignedUserUuid":"0d9b6e52-71aa-4c38-b5e4-2f8a1c7d4401","#
                + #""ProfileTemplateUuid":"5e0a7c11-2b64-4d0f-9a31-7c55d1f0a002","ProfileTemplateVersion":12,"Comment":"","#
                + #""SerialNumber":"{6f1d2c3b-4a59-4e68-9f70-1a2b3c4d5e6f}","Middleware":"MSBaseCSP","Atr":"3b00112233"}"#
        )
    }

    // §1.4 of the reference, with the chosen members at the end.
    @Test("the smart-card configuration has the names of the walkthrough and of the documented class")
    func configuration() {
        let body = SmartcardConfigurationBody(
            provider: "MSBaseCSP",
            isVirtual: true,
            defaultAdminKey: "101112131415161720212223242526273031323334353637",
            diversifiesAdminKey: true,
            pinOption: 1,
            initializesNewCards: false,
            allowsReuse: true,
            certificateLabel: "",
            omitsCACertificates: false,
            erasesOnOverflow: false,
            initializationType: nil,
            initializationData: nil,
            maximumCertificates: nil,
            minimumPINLength: 6,
            maximumPINLength: 8,
            adminKeyAlgorithm: "tripleDES"
        )
        #expect(
            body.json.text
                == #"{"ProviderId":"MSBaseCSP","IsVirtualSmartcard":true,"DefaultAdminKeyHex":"101112131415161720212223242526273031323334353637","#
                + #""DiversifyAdminKey":true,"UserPinOption":1,"InitializeNewSmartcard":false,"AllowSmartcardReuse":true,"#
                + #""CertificateLabel":"","DoNotInstallCaCertificates":false,"EraseOnOverflow":false,"#
                + #""CardInitializationType":null,"CardInitializationData":null,"AdminPinPolicy":null,"#
                + #""MaximumCertificates":null,"MinimumPinLength":6,"MaximumPinLength":8,"AdminKeyAlgorithm":"tripleDES"}"#
        )
    }

    @Test(
        "the published body that binds a card is read, with and without atr, in any case of its names",
        arguments: [
            (
                #"{"requestid":"7b1f44d2-90c3-4e2a-8f5d-1d0c9e6b2201","cardid":"6f1d2c3b-4a59-4e68-9f70-1a2b3c4d5e6f","atr":"3B00112233"}"#,
                "3b00112233"
            ),
            (#"{"RequestId":" {7B1F44D2-90C3-4E2A-8F5D-1D0C9E6B2201}","CardId":"6f1d2c3b4a594e689f701a2b3c4d5e6f",}"#, ""),
        ]
    )
    func binding(text: String, atr: String) throws {
        let body = try BindSmartcardBody(Array(text.utf8))
        #expect(body.request == (try Self.id("7b1f44d2-90c3-4e2a-8f5d-1d0c9e6b2201")))
        #expect(body.cardID == (try Self.id("6f1d2c3b-4a59-4e68-9f70-1a2b3c4d5e6f")))
        #expect(body.atr == atr)
    }

    @Test(
        "a binding without request, card, or with an unreadable part is refused and the part is named",
        arguments: [
            (#"{"cardid":"6f1d2c3b-4a59-4e68-9f70-1a2b3c4d5e6f"}"#, "requestid"),
            (#"{"requestid":"6f1d2c3b-4a59-4e68-9f70-1a2b3c4d5e6f"}"#, "cardid"),
            (#"{"requestid":"6f1d2c3b-4a59-4e68-9f70-1a2b3c4d5e6f","cardid":"7"}"#, "cardid"),
            (#"{"requestid":"6f1d2c3b-4a59-4e68-9f70-1a2b3c4d5e6f","cardid":"6f1d2c3b-4a59-4e68-9f70-1a2b3c4d5e6f","atr":"3x"}"#, "atr"),
            (#"{"requestid":7,"cardid":"6f1d2c3b-4a59-4e68-9f70-1a2b3c4d5e6f"}"#, "requestid"), ("[]", "body"),
        ]
    )
    func brokenBinding(text: String, part: String) {
        #expect(throws: InputError.self) { try BindSmartcardBody(Array(text.utf8)) }
        do { _ = try BindSmartcardBody(Array(text.utf8)) } catch { #expect(error.part == part) }
    }

    @Test(
        "a challenge is base64 in either alphabet, padded or not, a space for a plus, or hexadecimal",
        arguments: [
            ("WhfD2eSCC2Y=", "5a17c3d9e4820b66"), ("WhfD2eSCC2Y", "5a17c3d9e4820b66"), ("5a17c3d9e4820b66", "5a17c3d9e4820b66"),
            ("5A17C3D9E4820B66", "5a17c3d9e4820b66"), ("+/v7+/v7+/s=", "fbfbfbfbfbfbfbfb"), (" /v7 /v7 /s=", "fbfbfbfbfbfbfbfb"),
            ("-_v7-_v7-_s", "fbfbfbfbfbfbfbfb"), ("AAECAwQFBgcICQoLDA0ODw==", "000102030405060708090a0b0c0d0e0f"),
            ("000102030405060708090a0b0c0d0e0f", "000102030405060708090a0b0c0d0e0f"),
        ]
    )
    func challenge(text: String, octets: String) throws {
        #expect(Hex.encode(try CardText.challenge(text)) == octets)
    }

    // The walkthrough's own challenge has 14 hexadecimal digits, which no card takes.
    @Test(
        "a challenge of another length, several blocks, or other text is refused",
        arguments: ["", "5a17c3d9e4820b", "5a17c3d9e4820b6", "WhfD", "*", "WhfD2eSCC2YWhfD2eSCC2Y=", "5a 17 c3 d9 e4 82 0b 66"]
    )
    func otherChallenge(text: String) {
        #expect(throws: InputError.self) { try CardText.challenge(text) }
    }

    @Test("diversified is a boolean in any case", arguments: [("False", false), ("true", true), ("TRUE", true)])
    func diversified(text: String, value: Bool) throws {
        #expect(try CardText.boolean(text, part: "diversified") == value)
    }

    @Test("other words are no boolean", arguments: ["", "1", "yes", "truee"])
    func notBoolean(text: String) {
        #expect(throws: InputError.self) { try CardText.boolean(text, part: "diversified") }
    }

    @Test("an answer to reset is hexadecimal of at most 33 octets, and is kept in lower case")
    func atr() throws {
        #expect(try CardText.atr("3B 8F 01") == "3b8f01")
        #expect(try CardText.atr("") == "")
        #expect(throws: InputError.self) { try CardText.atr(String(repeating: "00", count: 34)) }
        #expect(throws: InputError.self) { try CardText.atr("3b0") }
    }

    // MARK: Routes

    private static let request = "7b1f44d2-90c3-4e2a-8f5d-1d0c9e6b2201"
    private static let card = "c4a8e9d0-6f12-4b7e-a1c3-55e07d3f3301"

    private func match(_ method: String, _ path: String) -> CMRESTRoute.Match {
        CMRESTRoute.match(method: method, segments: path.split(separator: "/", omittingEmptySubsequences: false).map(String.init))
    }

    @Test("the routes of smart cards are found in any case, with a trailing slash, nested and flat")
    func routes() throws {
        let (request, card) = (try Self.id(Self.request), try Self.id(Self.card))
        let nested = "requests/\(Self.request)/smartcards/\(Self.card)"
        let rows: [(String, String, CMRESTRoute)] = [
            ("GET", "profiletemplates/\(Self.request)/Configuration/SmartCards/", .smartcardConfiguration(request)),
            ("POST", "Smartcards", .bindSmartcard), ("POST", "smartcards/", .bindSmartcard), ("GET", "smartcards", .smartcards),
            ("GET", "smartcards/{\(Self.card.uppercased())}", .smartcard(card)),
            ("GET", "smartcards/\(Self.card)/ServerProposedPin", .proposedPIN(request: nil, card: card)),
            ("GET", nested, .requestSmartcard(request: request, card: card)),
            ("PUT", nested + "/", .setSmartcardStatus(request: request, card: card)),
            ("GET", nested + "/DiversifiedKey", .diversifiedKey(request: request, card: card)),
            ("GET", nested + "/authenticationresponse", .authenticationResponse(request: request, card: card)),
            ("GET", "REQUESTS/\(Self.request)/SMARTCARDS/\(Self.card)/serverproposedpin", .proposedPIN(request: request, card: card)),
        ]
        for (method, path, route) in rows { #expect(match(method, path) == .route(route), "\(method) \(path)") }
    }

    @Test("a wrong method of a card's route names the right ones, and a part that is no GUID is named")
    func wrongRoutes() {
        let nested = "requests/\(Self.request)/smartcards/\(Self.card)"
        #expect(match("PUT", "smartcards") == .methodNotAllowed(["GET", "POST"]))
        #expect(match("DELETE", nested) == .methodNotAllowed(["GET", "PUT"]))
        #expect(match("POST", nested + "/diversifiedkey") == .methodNotAllowed(["GET"]))
        #expect(match("GET", nested + "/pin") == .unknown)
        for path in ["smartcards/7", "requests/7/smartcards/\(Self.card)", "requests/\(Self.request)/smartcards/7/diversifiedkey"] {
            guard case .malformed(let error) = match("GET", path) else {
                Issue.record("\(path) was taken")
                continue
            }
            #expect(error.reason.contains("“7”"))
        }
    }
}
