import CardEnrollment
import CertCli
import CertEnroll
import PKICrypto
import PKIFormats
import PKITesting
import PortableFoundation
import SmartCards
import SoftwareCard
import Testing

/// A software card as the place of keys.
@Suite("A card as a provider of keys")
struct CardKeyTests {
    private struct Channel: CardChannel {
        let software: SoftwarePIVCard
        var answerToReset: [UInt8] { SoftwarePIVCard.atr }

        func transmit(_ command: [UInt8]) throws(CardError) -> [UInt8] {
            let answer = software.respond(to: command)
            guard !answer.isEmpty else { throw CardError(.removed, "The card was pulled.") }
            return answer
        }

        func close() { software.powerOff() }
    }

    private static func provider(_ software: SoftwarePIVCard, pin: String = "123456", slot: PIVSlot = .authentication) -> CardKeyProvider {
        CardKeyProvider(
            slot: slot,
            pin: CardPIN(Array(pin.utf8)),
            authenticate: { card in
                let key = [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8] as [UInt8]
                try await card.authenticate(try ManagementKey(.tripleDES, key))
            },
            open: { _ in
                software.powerOn()
                let card = PIVCard(Channel(software: software))
                try await card.select()
                return card
            }
        )
    }

    @Test(
        "a key on a card signs the request, and TLS with the certificate",
        .enabled(if: hasTool("openssl"), "openssl is not installed"),
        arguments: [KeySpecification.p256, .rsa(bits: 2048)]
    )
    func serves(_ key: KeySpecification) async throws {
        let software = try SoftwarePIVCard()
        try await EnrollerFixture.with { fixture in
            let provider = Self.provider(software)
            let identity = try await fixture.enroller(keySpecification: key, provider: provider).identity(dnsNames: ["localhost"])
            #expect(await failure { try await identity.credential() } == .xenrollKeyNotExportable)
            try await TLSServer.with(try identity.tls.serverConfiguration) { port in
                let served = try await fixture.connect(port)
                #expect(served == identity.certificate.serialHex)
            }
        }
    }

    @Test("a key is found again by its reference, on its own card and in its own slot alone")
    func reference() async throws {
        let (software, other) = (try SoftwarePIVCard(), try SoftwarePIVCard())
        let made = try await Self.provider(software).create(.p256, exportable: false)
        let found = try await Self.provider(software).open(made.reference)
        #expect(found.publicKey == made.key.publicKey)
        let signature = try await found.sign([1, 2, 3])
        #expect(try Signature.isValid(signature, over: [1, 2, 3], algorithm: .ecdsaWithSHA256, key: made.key.publicKey))
        #expect(await failure { try await Self.provider(other).open(made.reference) } == .badKeyset)
        #expect(await failure { try await Self.provider(software).export(made.reference) } == .xenrollKeyNotExportable)
        _ = try await Self.provider(software).create(.p256, exportable: false)
        #expect(await failure { try await Self.provider(software).open(made.reference) } == .badKeyset)
    }

    @Test(
        "a kind of key that cards do not have, and a name that is no reference, are refused",
        arguments: [KeySpecification.p521, .ed25519]
    )
    func refused(_ key: KeySpecification) async throws {
        let provider = Self.provider(try SoftwarePIVCard())
        #expect(await failure { try await provider.create(key, exportable: false) } == .unknownAlgorithm)
        #expect(await failure { try await provider.open(CertEnroll.KeyReference(provider: "piv", name: "slot=9a")) } == .badKeyset)
    }
}
