import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("OCSP responses are verified")
struct OCSPVerificationTests {
    private func kind(_ body: () throws -> RevocationStatus) -> OCSPError.Kind? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? OCSPError)?.kind
        }
    }

    @Test("a delegate needs the key purpose, a certificate of the issuer and its validity")
    func delegates() async throws {
        let test = try await OCSPFixture.make()
        let request = try test.request()
        let issuer = test.issuer.certificate
        let withoutPurpose = try await OCSPFixture.delegate(of: test.issuer, purposes: [OID.KeyPurpose.anyExtendedKeyUsage])
        let expired = try await OCSPFixture.delegate(of: test.issuer, notAfter: Date(timeIntervalSince1970: 1_735_689_600))
        let ofAnother = try await OCSPFixture.delegate(of: test.hierarchy.root)
        let other = try await test.hierarchy.root.authority(commonName: "Example Issuing CA")
        let ofNamesake = try await OCSPFixture.delegate(of: other)
        for signer in [withoutPurpose, expired, ofAnother, ofNamesake, other] {
            let response = try await test.response(to: request, signer: signer)
            let kind = kind { try response.status(of: test.good.certificate, issuer: issuer, at: test.now, request: request) }
            // The last one has the issuer's name, so that the issuer's key is tried.
            #expect(kind == (signer.certificate == other.certificate ? .badSignature : .responderNotAuthorized))
        }
        let careful = try await OCSPFixture.delegate(of: test.issuer, noCheck: false)
        let answer = try await test.response(to: request, signer: careful).answer(
            for: test.good.certificate,
            issuer: issuer,
            at: test.now,
            request: request
        )
        #expect(answer.responder == .delegated(careful.certificate, hasNoCheck: false))
    }

    @Test("the delegate's certificate may come from elsewhere, and without it nothing is believed")
    func certificatesFromElsewhere() async throws {
        let test = try await OCSPFixture.make()
        let request = try test.request()
        let response = try await test.response(to: request, signer: test.responder, certificates: [])
        #expect(
            kind { try response.status(of: test.good.certificate, issuer: test.issuer.certificate, at: test.now) }
                == .responderNotAuthorized
        )
        #expect(
            try response.status(
                of: test.good.certificate,
                issuer: test.issuer.certificate,
                at: test.now,
                responders: [test.responder.certificate]
            ) == .good
        )
    }

    @Test("a changed answer, another nonce, another time and another certificate are refused, each by its name")
    func refusals() async throws {
        let test = try await OCSPFixture.make()
        let request = try test.request()
        let issuer = test.issuer.certificate
        let good = test.good.certificate
        let response = try await test.response(to: request, signer: test.responder)
        #expect(try response.status(of: good, issuer: issuer, at: test.now, request: request) == .good)
        let basic = try #require(try response.basic())
        var data = basic.data
        data.responses[1].status = .good
        let forged = OCSPResponse(
            type: OID.OCSP.basicResponse,
            response: BasicOCSPResponse.assemble(tbs: data.derEncoded(), signature: basic.signature)
        )
        #expect(kind { try forged.status(of: test.revoked.certificate, issuer: issuer, at: test.now) } == .badSignature)
        let another = try TBSOCSPRequest(about: [good], issuer: issuer).unsigned()
        #expect(kind { try response.status(of: good, issuer: issuer, at: test.now, request: another) } == .nonce)
        #expect(kind { try response.status(of: good, issuer: issuer, at: test.now + 7_200, request: request) } == .outOfDate)
        #expect(kind { try response.status(of: good, issuer: issuer, at: test.now - 7_200, request: request) } == .notYetValid)
        #expect(kind { try response.status(of: test.hierarchy.user.certificate, issuer: issuer, at: test.now) } == .noAnswer)
        #expect(kind { try response.status(of: good, issuer: test.hierarchy.root.certificate, at: test.now) } == .noAnswer)
        #expect(
            kind { try OCSPResponse(failure: .unauthorized).status(of: good, issuer: issuer, at: test.now) }
                == .notSuccessful(.unauthorized)
        )
        let foreign = OCSPResponse(type: "1.2.3", response: [1])
        #expect(kind { try foreign.status(of: good, issuer: issuer, at: test.now) } == .unreadable)
    }

    @Test("a response without the nonce is refused unless allowed; one without an end is good for a week")
    func rules() async throws {
        let test = try await OCSPFixture.make()
        let issuer = test.issuer.certificate
        let good = test.good.certificate
        let silent = try TBSOCSPRequest(about: [good], issuer: issuer, nonce: nil).unsigned()
        var data = OCSPResponseData(answering: silent, responder: test.responder.certificate, at: test.now, answer: test.single)
        data.responses[0].nextUpdate = nil
        let response = try await data.signed(with: test.responder.key, certificates: [test.responder.certificate])
        let request = try test.request()
        #expect(kind { try response.status(of: good, issuer: issuer, at: test.now, request: request) } == .nonce)
        let lax = OCSPRules(requiresNonce: false)
        #expect(try response.status(of: good, issuer: issuer, at: test.now, request: request, rules: lax) == .good)
        #expect(try response.status(of: good, issuer: issuer, at: test.now + 6 * 86_400) == .good)
        #expect(kind { try response.status(of: good, issuer: issuer, at: test.now + 8 * 86_400) } == .outOfDate)
        #expect(try response.status(of: good, issuer: issuer, at: test.now + 8 * 86_400, rules: OCSPRules(maximumAge: nil)) == .good)
    }

    @Test("an unknown critical extension keeps a response from being used, one that is not critical does not")
    func criticalExtension() async throws {
        let test = try await OCSPFixture.make()
        let request = try test.request()
        for critical in [true, false] {
            let response = try await test.response(
                to: request,
                signer: test.responder,
                extensions: [CertificateExtension("1.2.3.4", critical: critical, value: [0x05, 0x00])]
            )
            let found = kind { try response.status(of: test.good.certificate, issuer: test.issuer.certificate, at: test.now) }
            #expect(found == (critical ? .criticalExtension : nil))
        }
    }

    @Test("the algorithm the client prefers is taken when the key has it")
    func preferredAlgorithms() async throws {
        let test = try await OCSPFixture.make()
        let ec = OCSPPreferredSignatureAlgorithms([
            .init(signature: .rsaWithSHA256), .init(signature: .ecdsaWithSHA512, key: .ecPublicKey(.p256)),
            .init(signature: .ecdsaWithSHA256),
        ])
        var body = TBSOCSPRequest(about: [test.good.certificate], issuer: test.issuer.certificate)
        body.extensions.append(ec.asExtension())
        let request = try body.unsigned()
        #expect(request.signatureAlgorithm(for: test.responder.key) == .ecdsaWithSHA512)
        let response = try await test.response(to: request, signer: test.responder)
        let answer = try response.answer(for: test.good.certificate, issuer: test.issuer.certificate, at: test.now, request: request)
        #expect(answer.signatureAlgorithm == .ecdsaWithSHA512)
        #expect(
            try TBSOCSPRequest(about: [], issuer: test.issuer.certificate).unsigned().signatureAlgorithm(for: test.responder.key)
                == .ecdsaWithSHA256
        )
    }
}
