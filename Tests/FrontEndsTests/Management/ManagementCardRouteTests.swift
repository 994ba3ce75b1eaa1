import CertManagement
import Foundation
import FrontEnds
import HTTPTypes
import PKIDirectory
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite("Secrets of smart cards over the management API")
struct ManagementCardRouteTests {
    @Test("a help desk answers a challenge and reads a kept PIN over the API, and each is recorded")
    func secrets() async throws {
        let calls = try await ManagementCalls.make()
        let test = calls.fixture.management
        let (alice, officer) = (test.authority.alice, test.authority.officer)
        try await test.changeProfileTemplate {
            $0.isSmartcard = true
            $0.smartcard = SmartcardConfiguration(defaultAdminKey: SmartcardWalkTests.defaultKey, pinOption: .serverDistributed)
            $0.policies[.enroll]?.approvers = [officer.sid]
            $0.policies[.offlineUnblock] = WorkflowPolicy(approvers: [officer.sid])
        }
        let request = try await test.enroll(alice).request.id
        let card = try #require(try await test.management(alice).bindSmartcard(UUID(), atr: "", to: request))
        let pin = try #require(try await test.management(alice).proposedPIN(of: card.id, chip: nil, for: request))
        _ = try await test.management(alice).setStatus(of: request, to: .completed)
        let documented = CMRESTCalls(management: test, frontEnd: CMRESTFrontEnd(service: test.service))
        let unblock = try #require(UUID(uuidString: try await SmartcardWalkTests.open(.offlineUnblock, card.id.uuidString, documented)))

        // §5.3 of the reference: the answer under the default key.
        let body = #"{"challenge":"WhfD2eSCC2Y=","diversified":false}"#
        let code = try await calls.call(.post, .unblockCode(unblock), as: "officer", body: body)
        #expect(code.headers[.cacheControl] == "no-store")
        #expect(try code.decoded(ManagementUnblockCodeBody.self).response == Base64.encode(try Hex.decode("505e7954a0d1d955")))
        #expect(await test.store.history(of: unblock).last?.kind == .unblockCodeGiven)
        #expect(try await calls.code(.post, .unblockCode(unblock), as: "bob", body: body) == "404 RowIsVisible")
        #expect(try await calls.code(.post, .unblockCode(unblock), as: "officer", body: #"{"challenge":"?"}"#).hasPrefix("400"))

        let kept = try await calls.call(.get, .pin(smartcard: card.id), as: "officer")
        #expect(kept.headers[.cacheControl] == "no-store")
        #expect(try kept.decoded(ManagementPINBody.self).pin == pin)
        #expect(await test.store.history(of: request).last?.kind == .pinGiven)
        #expect(try await calls.code(.get, .pin(smartcard: card.id), as: "auditor") == "403 AccessDenied")
        #expect(try await calls.code(.get, .pin(smartcard: card.id), as: "bob") == "404 RowIsVisible")
    }
}
