import PKIFormats
import Testing

@Suite("extension values")
struct ExtensionTests {
    @Test(
        "key usage is a minimal named bit list",
        arguments: [
            (KeyUsage.digitalSignature, "03020780"), ([.digitalSignature, .keyEncipherment], "030205a0"),
            ([.keyCertSign, .cRLSign], "03020106"),
            ([.digitalSignature, .keyCertSign, .cRLSign], "03020186"), (.decipherOnly, "0303070080"),
            ([.keyAgreement, .decipherOnly], "0303070880"),
            ([.keyAgreement, .encipherOnly], "03020009"), ([], "030100"),
        ] as [(KeyUsage, String)]
    )
    func keyUsage(usage: KeyUsage, hex: String) throws {
        #expect(Hex.encode(usage.value) == hex)
        #expect(try KeyUsage(value: usage.value) == usage)
    }

    @Test("key usage with trailing zero bits is read")
    func looseKeyUsage() throws {
        #expect(try KeyUsage(value: [0x03, 0x02, 0x00, 0xA0]) == [.digitalSignature, .keyEncipherment])
        #expect(try KeyUsage(value: [0x03, 0x03, 0x00, 0x80, 0x00]).names == ["digitalSignature"])
    }

    @Test("basic constraints")
    func basicConstraints() throws {
        #expect(Hex.encode(BasicConstraints(isCA: false).value) == "3000")
        #expect(Hex.encode(BasicConstraints(isCA: true, pathLength: 0).value) == "30060101ff020100")
        #expect(BasicConstraints(isCA: false, pathLength: 2).pathLength == nil)
        #expect(try BasicConstraints(value: [0x30, 0x03, 0x01, 0x01, 0x00]).isCA == false)
        for value in [[0x30, 3, 2, 1, 0xFF], [0x30, 3, 1, 1, 1], [0x30, 2, 5, 0], [0x30, 6, 2, 1, 0, 1, 1, 0xFF]] as [[UInt8]] {
            #expect(throws: FormatError.self) { try BasicConstraints(value: value) }
        }
    }

    @Test("the SID extension has the documented octets and is read back")
    func securityIdentifier() throws {
        let value = NTDSCASecurity(sid: "S-1-5-21-1-2-3-500")
        let text = "532d312d352d32312d312d322d332d353030"
        #expect(Hex.encode(value.value) == "3024a022060a2b060104018237190201a0140412" + text)
        #expect(try NTDSCASecurity(value: value.value) == value)
        #expect(value.asExtension().critical == false)
    }

    @Test("a SID extension with anything but one security identifier is refused")
    func wrongSecurityIdentifier() throws {
        #expect(throws: FormatError.self) { try NTDSCASecurity(value: NTDSCASecurity(sid: "alice").value) }
        #expect(throws: FormatError.self) { try NTDSCASecurity(value: NTDSCASecurity(sid: "S-1-5-21\u{0}-1").value) }
        #expect(throws: FormatError.self) { try NTDSCASecurity(value: SubjectAlternativeName([.dnsName("a")]).value) }
        #expect(throws: FormatError.self) { try NTDSCASecurity(value: [0x30, 0]) }
        let one = try GeneralName(derEncoded: Array(NTDSCASecurity(sid: "S-1-5-1").value.dropFirst(2)))
        #expect(throws: FormatError.self) { try NTDSCASecurity(value: SubjectAlternativeName([one, one]).value) }
    }

    @Test("the template extension has optional versions")
    func templateInformation() throws {
        for value in [
            CertificateTemplateInformation(templateID: "1.2.3", major: nil, minor: nil),
            CertificateTemplateInformation(templateID: "1.2.3", major: 100, minor: nil),
            CertificateTemplateInformation(templateID: "1.3.6.1.4.1.311.21.8.1", major: 0, minor: 4_294_967_295),
        ] {
            #expect(try CertificateTemplateInformation(value: value.value) == value)
        }
        let negative = CertificateTemplateInformation(templateID: "1.2.3", major: -1, minor: 0)
        #expect(throws: FormatError.self) { try CertificateTemplateInformation(value: negative.value) }
        let large = CertificateTemplateInformation(templateID: "1.2.3", major: 4_294_967_296, minor: 0)
        #expect(throws: FormatError.self) { try CertificateTemplateInformation(value: large.value) }
    }

    @Test(
        "the CA version holds both indexes",
        arguments: [(0, 0, "020100"), (1, 1, "0203010001"), (2, 1, "0203010002"), (5, 0x8000, "02050080000005")]
    )
    func caVersion(certificate: Int, key: Int, hex: String) throws {
        let value = CAVersion(certificateIndex: certificate, keyIndex: key)
        #expect(Hex.encode(value.value) == hex)
        #expect(try CAVersion(value: value.value) == value)
    }

    @Test("application policies have the syntax of certificate policies")
    func applicationPolicies() throws {
        let value = ApplicationPolicies([OID.KeyPurpose.clientAuth, OID.KeyPurpose.smartcardLogon])
        #expect(Hex.encode(value.value) == "301a300a06082b06010505070302300c060a2b060104018237140202")
        #expect(try ApplicationPolicies(value: value.value) == value)
        #expect(try CertificatePolicies(value: value.value).policies == value.policies)
    }

    @Test("the template name is written as BMPString")
    func templateName() {
        #expect(Hex.encode(MicrosoftTemplateName("Über").value) == "1e0800dc006200650072")
    }

    @Test("the issuing distribution point")
    func issuingDistributionPoint() throws {
        let value = IssuingDistributionPoint(fullName: [.uri("http://a/c.crl")], onlyContainsUserCertificates: true, isIndirect: true)
        #expect(try IssuingDistributionPoint(value: value.value) == value)
        #expect(try IssuingDistributionPoint(value: IssuingDistributionPoint().value) == IssuingDistributionPoint())
    }

    @Test(
        "CRL numbers",
        arguments: [(0, "020100"), (127, "02017f"), (128, "02020080"), (.max, "020900ffffffffffffffff")] as [(UInt64, String)]
    )
    func crlNumbers(number: UInt64, hex: String) throws {
        #expect(Hex.encode(CRLNumber(number).value) == hex)
        #expect(try CRLNumber(value: CRLNumber(number).value).number == number)
    }

    @Test("a CRL number that is negative is refused, one of 20 octets is read")
    func oddCRLNumbers() throws {
        #expect(throws: FormatError.self) { try CRLNumber(value: [2, 1, 0x80]) }
        let wide = try CRLNumber(value: [2, 20] + [UInt8](repeating: 0x11, count: 20))
        #expect(wide.number == nil)
        #expect(wide.bytes.count == 20)
    }

    @Test("reason codes have the numbers of RFC 5280; 7 is none")
    func reasons() throws {
        #expect(CRLReason.known.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 8, 9, 10])
        for reason in CRLReason.known { #expect(try CRLReason(value: reason.value) == reason) }
        #expect(CRLReason.caCompromise.name == "cACompromise")
        #expect(CRLReason.keyCompromise.name == "keyCompromise")
        for number in -1...12 { #expect(CRLReason(known: number) == CRLReason.known.first { $0.rawValue == number }) }
        #expect(CRLReason(rawValue: 11).name == "11")
        #expect(throws: FormatError.self) { try CRLReason(value: [0x0A, 1, 7]) }
        #expect(throws: FormatError.self) { try CRLReason(value: [0x02, 1, 1]) }
    }

    @Test("an extension with a written FALSE is read as not critical; another boolean is refused")
    func criticalFalse() throws {
        #expect(try CertificateExtension(derEncoded: Hex.decode("30 0A 06 03 55 1D 0F 01 01 00 04 00")).critical == false)
        #expect(throws: FormatError.self) { try CertificateExtension(derEncoded: Hex.decode("30 0A 06 03 55 1D 0F 01 01 01 04 00")) }
        #expect(throws: FormatError.self) { try CertificateExtension(derEncoded: Hex.decode("30 07 06 03 55 1D 0F 03 00")) }
    }
}
