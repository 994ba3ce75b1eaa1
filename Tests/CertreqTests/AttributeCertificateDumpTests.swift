import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("certreq dump: attribute certificates and other parts of messages")
struct AttributeCertificateDumpTests {
    @Test("an attribute certificate of Bouncy Castle is shown with its parts, and the tree names every field")
    func theirs() async throws {
        try await withDumpedFiles { files in
            try files.write("theirs.der", try MessageVectors.file("seed-attribute"))
            let dumped = try files.object("theirs.der")
            #expect(dumped.kind.string == "attributeCertificate")
            #expect(dumped.serial.string == "008877665544332211")
            #expect(dumped.issuer.string == "CN=authority,O=Example")
            #expect(dumped.holder.issuer.strings == ["DirName:CN=holder,O=Example"])
            #expect(dumped.notBefore.string == "2023-11-14T22:13:20Z" && dumped.notAfter.string == "2049-03-22T04:26:40Z")
            #expect(dumped.signatureCheck.result.string == "unchecked")
            #expect(dumped.attributes.array.map(\.name.string) == ["role", "group"])
            #expect(dumped.attributes[0].decoded[0].roleName.uniformResourceIdentifier.string == "urn:example:auditor")
            #expect(dumped.attributes[1].decoded[0].values.strings == ["readers", "writers"])
            #expect(dumped.extensions.array.map(\.name.string) == ["targetInformation", "auditIdentity", "noRevAvail"])
            let text = try files.dump("theirs.der").text
            for field in [
                "acinfo", "baseCertificateID", "issuer v2Form", "attrCertValidityPeriod", "roleAuthority", "targetGroup", "signatureValue",
            ] { #expect(text.contains(field), "\(field)") }
        }
    }

    @Test("attribute certificates, OCSP responses and lists in a message are shown, and damage with its place")
    func inMessage() async throws {
        let authority = try await SampleHierarchy.make().root
        let info = AttributeCertificateInfo(
            holder: AttributeCertificateHolder(of: authority.certificate),
            issuer: AttributeCertificateIssuer(authority.certificate.subject),
            signatureAlgorithm: .ecdsaWithSHA384,
            serialNumber: [7],
            notBefore: SampleHierarchy.notBefore,
            notAfter: SampleHierarchy.leafNotAfter,
            attributes: [RoleSyntax(.uri("urn:role")).asAttribute()],
            extensions: [AuditIdentity([1, 2, 3]).asExtension(critical: true)]
        )
        let certificate = try await info.signed(with: authority.key)
        let single = OCSPSingleResponse(
            certID: OCSPCertID(certificate: authority.certificate, issuer: authority.certificate),
            status: .good,
            thisUpdate: SampleHierarchy.time
        )
        let response = try await OCSPResponseData(
            responderID: OCSPResponderID(authority.certificate),
            producedAt: SampleHierarchy.time,
            responses: [single]
        ).signed(with: authority.key)
        let message = try await CMSSigner.sign(
            content: [1],
            signers: [CMSSigningIdentity(certificate: authority.certificate, key: authority.key)],
            certificates: [authority.certificate.derEncoded, certificate.certificateChoice],
            crls: [OtherRevocationInformation(response).derEncoded]
        ).contentInfo
        try await withDumpedFiles { files in
            try files.write("message.der", message)
            let dumped = try files.object("message.der")
            #expect(dumped.attributeCertificates.array.count == 1)
            #expect(dumped.attributeCertificates[0].signatureCheck.result.string == "valid")
            #expect(dumped.attributeCertificates[0].serial.string == "07")
            #expect(dumped.otherRevocationInfo[0].format.name.string == "ocspResponse")
            #expect(dumped.otherRevocationInfo[0].response.singles[0].status.string == "good")
            #expect(dumped.otherRevocationInfo[0].response.signatureCheck.result.string == "valid")

            // The OCTET STRING of auditIdentity becomes a BOOLEAN.
            let place = try #require(OctetPlace.of([4, 5, 4, 3, 1, 2, 3], in: message)) + 2
            var bytes = message
            bytes[place] = 1
            try files.write("bad.der", bytes)
            let result = try files.dump("--json", "bad.der")
            #expect(result.status == 1)
            let bad = Dumped(try JSONSerialization.jsonObject(with: Data(result.stdout)))
            #expect(bad.attributeCertificates[0].signatureCheck.result.string == "invalid")
            #expect(bad.errors[0].field.string?.contains("auditIdentity") == true)
            #expect(bad.errors[0].offset.integer == place)
        }
    }
}
