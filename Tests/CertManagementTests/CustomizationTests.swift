import CertManagement
import PKICrypto
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

@Suite("The places for an installation's own code")
struct CustomizationTests {
    @Test("keys for others are made in software as specified")
    func keys() async throws {
        let key = try await SoftwareKeyGenerator().key(.p384, template: "User", target: UUID())
        #expect(key.publicKey.kind == KeySpecification.p384.kind)
    }

    private struct Profiling: CardInitialization {
        func initializationData(from data: String?, for user: UUID) -> String? { data.map { "profile:" + $0 } }
    }

    @Test("a card initialization gives the client its data; a name that the server does not have is a fault")
    func initialization() async throws {
        for (known, expected) in [("applet", "profile:x"), ("other", nil)] {
            let services = CardServices(masterKeys: InMemoryCardMasterKeys(), initializations: [known: Profiling()])
            let test = try await TestManagement.make(cards: services)
            try await test.changeProfileTemplate {
                $0.isSmartcard = true
                $0.smartcard = SmartcardConfiguration(initializationType: "applet", initializationData: "x")
            }
            let alice = test.management(test.authority.alice)
            if let expected {
                #expect(try await alice.smartcardConfiguration(of: SampleProfileTemplate.id)?.initializationData == expected)
            } else {
                let refusal = await #expect(throws: ManagementError.self) {
                    _ = try await alice.smartcardConfiguration(of: SampleProfileTemplate.id)
                }
                #expect(refusal?.code == .cardKeyUnavailable)
            }
        }
    }
}
