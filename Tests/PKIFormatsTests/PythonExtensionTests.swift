import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("extensions between us and Python's programs", .enabled(if: PythonJudge.isInstalled))
struct PythonExtensionTests {
    /// Prints the identifier and the DER of many values as cryptography writes them.
    private static let maker = #"""
        from cryptography import x509
        from cryptography.x509.oid import *
        import datetime, ipaddress
        O = x509.ObjectIdentifier
        name = x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, 'DE'), x509.NameAttribute(NameOID.COMMON_NAME, 'x')])
        gn = [x509.DNSName('a.example'), x509.RFC822Name('a@example.com'), x509.UniformResourceIdentifier('http://a/'),
              x509.DirectoryName(name), x509.RegisteredID(O('1.2.3')), x509.IPAddress(ipaddress.ip_address('10.0.0.1')),
              x509.IPAddress(ipaddress.ip_address('fe80::1')), x509.OtherName(O('1.3.6.1.4.1.311.20.2.3'), b'\x0c\x05a@b.c')]
        rdn = x509.RelativeDistinguishedName([x509.NameAttribute(NameOID.COMMON_NAME, 'p'), x509.NameAttribute(NameOID.ORGANIZATION_NAME, 'q')])
        R = x509.ReasonFlags
        t = datetime.datetime(2026, 1, 2, 3, 4, 5)
        values = [
            x509.SubjectAlternativeName(gn), x509.IssuerAlternativeName(gn),
            x509.AuthorityInformationAccess([x509.AccessDescription(O('1.2.3.4'), g) for g in gn]),
            x509.SubjectInformationAccess([x509.AccessDescription(SubjectInformationAccessOID.CA_REPOSITORY, gn[2])]),
            x509.CRLDistributionPoints([
                x509.DistributionPoint(gn[2:3], None, None, None),
                x509.DistributionPoint(None, rdn, frozenset([R.key_compromise, R.aa_compromise]), gn[3:4]),
                x509.DistributionPoint(None, None, frozenset([R.certificate_hold]), gn[3:4])]),
            x509.FreshestCRL([x509.DistributionPoint(gn[2:4], None, frozenset([R.privilege_withdrawn]), None)]),
            x509.CertificatePolicies([
                x509.PolicyInformation(O('1.2.3'), None),
                x509.PolicyInformation(O('1.2.4'), ['http://cps/', x509.UserNotice(x509.NoticeReference('org', [1, 128, 70000]), 'text ä'),
                                                    x509.UserNotice(None, 'only text'), x509.UserNotice(None, None)])]),
            x509.BasicConstraints(True, 3), x509.BasicConstraints(False, None),
            x509.KeyUsage(True, False, False, False, True, False, False, False, True),
            x509.ExtendedKeyUsage([O('1.2.3'), ExtendedKeyUsageOID.SERVER_AUTH]),
            x509.AuthorityKeyIdentifier(b'key', gn[3:4], 77), x509.SubjectKeyIdentifier(b'12345'),
            x509.OCSPNoCheck(), x509.PrecertPoison(), x509.TLSFeature([x509.TLSFeatureType.status_request, x509.TLSFeatureType.status_request_v2]),
            x509.MSCertificateTemplate(O('1.3.6.1.4.1.311.21.8.1.2'), 100, 3), x509.MSCertificateTemplate(O('1.2.3'), None, None),
            x509.PrivateKeyUsagePeriod(t, None), x509.PrivateKeyUsagePeriod(None, t), x509.PrivateKeyUsagePeriod(t, t),
            x509.CRLNumber(12345678901234567890),
        ]
        for v in values: print(v.oid.dotted_string, v.public_bytes().hex())
        """#

    private struct Vector {
        let oid: OID
        let value: [UInt8]
    }

    private static func vectors() throws -> [Vector] {
        try PythonJudge.run(maker).split(separator: "\n").map { line in
            let parts = line.split(separator: " ")
            return Vector(oid: try #require(OID(dotted: String(parts[0]))), value: try Hex.decode(String(parts[1])))
        }
    }

    @Test("every value cryptography makes is read and written with the same octets")
    func made() throws {
        let vectors = try Self.vectors()
        #expect(vectors.count == 22)
        for vector in vectors {
            let item = CertificateExtension(vector.oid, value: vector.value)
            let value = try #require(try KnownExtensions.decode(item))
            #expect(value.value == vector.value, "\(vector.oid.nameOrDotted)")
        }
        let policies = try CertificatePolicies(value: #require(vectors.first { $0.oid == CertificatePolicies.oid }).value)
        #expect(
            try policies.information[1].policyQualifiers() == [
                .practiceStatement("http://cps/"),
                .userNotice(
                    UserNotice(
                        reference: .init(organization: AttributeText(utf8: "org"), numbers: [1, 128, 70_000]),
                        explicitText: AttributeText(utf8: "text ä")
                    )
                ),
                .userNotice(UserNotice("only text")), .userNotice(UserNotice()),
            ]
        )
        let points = try CRLDistributionPoints(value: #require(vectors.first { $0.oid == CRLDistributionPoints.oid }).value).points
        #expect(points.map { $0.reasons?.names ?? [] } == [[], ["keyCompromise", "aACompromise"], ["certificateHold"]])
        #expect(points[2].name == nil)
    }

    /// Reads a certificate and writes its understanding of each extension.
    private static let reader = """
        import sys
        from cryptography import x509
        cert = x509.load_der_x509_certificate(bytes.fromhex(sys.stdin.read()))
        for e in cert.extensions:
            print(e.oid.dotted_string, type(e.value).__name__, e.value.public_bytes().hex())
        """

    @Test("cryptography reads our values and writes them with the same octets")
    func read() throws {
        let names: [GeneralName] = [
            .dnsName("a.example"), .userPrincipalName("ä@b.c"), .registeredID("1.2.3"), .ipAddress([10, 0, 0, 1]),
            .directoryName(.of([(OID.commonName, "x")])),
        ]
        let moment = CRLNextPublish(.distantPast).date
        let values: [any CertificateExtensionValue] = [
            SubjectAlternativeName(names), IssuerAlternativeName(names),
            AuthorityInformationAccess(descriptions: names.map { AccessDescription(method: "1.2.3.4", location: $0) }),
            SubjectInformationAccess(descriptions: [
                AccessDescription(method: OID.Extensions.caRepository, location: .uri("http://ca/"))
            ]),
            CRLDistributionPoints(points: [
                DistributionPoint(
                    name: .relativeToIssuer(RelativeDistinguishedName([AttributeTypeAndValue(OID.commonName, "p")])),
                    reasons: [.superseded, .aaCompromise],
                    crlIssuer: [names[4]]
                ),
                DistributionPoint(fullName: [.uri("http://ca/")]),
            ]),
            FreshestCRL(uris: ["http://ca/delta"]),
            CertificatePolicies(information: [
                .init("1.2.3", policyQualifiers: [.practiceStatement("http://cps/"), .userNotice(UserNotice("ä"))]), .init("1.2.4"),
            ]),
            OCSPNoCheck(), PrecertificatePoison(), TLSFeature([5, 17]),
            CertificateTemplateInformation(templateID: "1.2.3", major: 1, minor: 2),
            PrivateKeyUsagePeriod(notBefore: moment.addingTimeInterval(4e10), notAfter: nil),
        ]
        let key = try SubjectPublicKeyInfo(
            derEncoded: Hex.decode("302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        )
        let tbs = TBSCertificate(
            serialNumber: [1],
            signatureAlgorithm: .ed25519,
            issuer: .of([(OID.commonName, "i")]),
            notBefore: .distantPast,
            notAfter: .distantFuture,
            subject: .of([(OID.commonName, "s")]),
            subjectPublicKeyInfo: key,
            extensions: values.map { $0.asExtension() }
        )
        let der = TBSCertificate.assemble(tbs: tbs.derEncoded(), algorithm: .ed25519, signature: [UInt8](repeating: 0, count: 64))
        let lines = try PythonJudge.run(Self.reader, input: Hex.encode(der)).split(separator: "\n")
        #expect(lines.count == values.count)
        for (line, value) in zip(lines, values) {
            #expect(line.hasSuffix(" " + Hex.encode(value.value)), "\(line)")
            #expect(!line.contains("UnrecognizedExtension"), "\(line)")
        }
    }

    /// Decodes each line by the ASN.1 module of its specification and encodes it again.
    private static let compiler = """
        import sys
        from pyasn1.codec.der import decoder, encoder
        from pyasn1_alt_modules import rfc3739, rfc7633, rfc5280, rfc5751
        from pkilint.etsi.asn1 import en_319_412_5 as etsi
        specs = {'qc': rfc3739.QCStatements, 'features': rfc7633.Features, 'attributes': rfc5280.SubjectDirectoryAttributes,
                 'smime': rfc5751.SMIMECapabilities, 'names': rfc5280.GeneralNames, 'money': etsi.QcEuLimitValue, 'pds': etsi.QcEuPDS,
                 'types': etsi.QcType, 'countries': etsi.QcCClegislation, 'years': etsi.QcEuRetentionPeriod,
                 'devices': etsi.QcQSCDlegislation, 'methods': etsi.QcIdentMethod,
                 'constraints': rfc5280.PolicyConstraints, 'mappings': rfc5280.PolicyMappings, 'policies': rfc5280.CertificatePolicies,
                 'points': rfc5280.CRLDistributionPoints, 'period': rfc5280.PrivateKeyUsagePeriod}
        for line in sys.stdin.read().split('\\n'):
            if not line: continue
            name, data = line.split()
            value, rest = decoder.decode(bytes.fromhex(data), asn1Spec=specs[name]())
            assert not rest
            print(name, encoder.encode(value).hex())
        """

    @Test("pyasn1 reads our values by the modules of the RFCs and of ETSI and writes them with the same octets")
    func compiled() throws {
        let statements: [QCStatement] = [
            .compliance, .secureDevice, .limitValue(QCMonetaryValue(currency: .numeric(978), amount: 5, exponent: -2)),
            .retentionPeriod(years: 10), .disclosureStatements([.init(url: "https://a/", language: "de")]),
            .types([OID.QCStatements.typeSeal]), .legislation(["CH"]), .deviceLegislation(["LI"]),
            .identificationMethods(["0.4.0.1862.1.8.1"]),
            .other("1.2.3", information: nil),
        ]
        let edi = EDIPartyName(nameAssigner: AttributeText(printable: "GS1"), partyName: AttributeText(utf8: "4012345"))
        var lines: [(String, [UInt8])] = [
            ("qc", QCStatements(statements).value), ("features", TLSFeature([5, 17]).value),
            (
                "attributes",
                SubjectDirectoryAttributes([RequestAttribute(OID.Extensions.gender, values: [[0x13, 1, 0x46]])]).value
            ),
            ("smime", SMIMECapabilities([.init(OID.Algorithms.aes256CBC), .init("1.2.840.113549.3.2", keyBits: 128)]).value),
            ("names", IssuerAlternativeName([edi.generalName, .smtpUTF8Mailbox("ä@b"), .registeredID("1.2")]).value),
            ("constraints", ApplicationPolicyConstraints(requireExplicitPolicy: 1, inhibitPolicyMapping: 300).value),
            ("mappings", ApplicationPolicyMappings([.init(issuerDomainPolicy: "1.2.3", subjectDomainPolicy: "1.2.4")]).value),
            ("policies", ApplicationPolicies(information: [.init("1.2.3", policyQualifiers: [.practiceStatement("http://a")])]).value),
            ("points", PublishedCRLLocations(uris: ["http://a", "ldap:///b"]).value),
            ("period", PrivateKeyUsagePeriod(notBefore: .distantPast, notAfter: .distantFuture).value),
        ]
        // The RFC leaves the information of each statement open; ETSI defines it.
        for (name, index) in [("money", 2), ("years", 3), ("pds", 4), ("types", 5), ("countries", 6), ("devices", 7), ("methods", 8)] {
            let whole = QCStatements([statements[index]]).value
            lines.append((name, Array(whole.dropFirst(4 + 8))))
        }
        let input = lines.map { "\($0.0) \(Hex.encode($0.1))" }
        let output = try PythonJudge.run(Self.compiler, input: input.joined(separator: "\n"))
        #expect(output.split(separator: "\n").map(String.init) == input)
    }

    @Test("general names of all nine kinds from Python's programs are read and written octet for octet")
    func generalNames() throws {
        let output = try PythonJudge.run(
            """
            from asn1crypto import x509, core
            from pyasn1.codec.der import encoder
            from pyasn1_alt_modules import rfc5280
            G = x509.GeneralName
            for g in [G('other_name', {'type_id': '1.3.6.1.4.1.311.20.2.3', 'value': core.UTF8String('ä@b', explicit=0)}), G('rfc822_name', 'a@b.c'),
                      G('dns_name', 'a.b'), G('directory_name', x509.Name.build({'common_name': 'x'})),
                      G('uniform_resource_identifier', 'http://a/'), G('ip_address', '10.0.0.1'), G('registered_id', '1.2.3')]:
                print(g.dump().hex())
            g = rfc5280.GeneralName()
            g['ediPartyName']['nameAssigner']['printableString'] = 'GS1'
            g['ediPartyName']['partyName']['utf8String'] = '4012345'
            print(encoder.encode(g).hex())
            g = rfc5280.GeneralName()
            g['x400Address']['built-in-standard-attributes']['country-name']['iso-3166-alpha2-code'] = 'DE'
            print(encoder.encode(g).hex())
            """
        )
        let names = try output.split(separator: "\n").map { try GeneralName(derEncoded: Hex.decode(String($0))) }
        #expect(names.map { Hex.encode($0.derEncoded) } == output.split(separator: "\n").map(String.init))
        #expect(names.count == 9)
        #expect(names[0] == .userPrincipalName("ä@b"))
        #expect(names[1..<3] == [.rfc822Name("a@b.c"), .dnsName("a.b")])
        #expect(names[7].ediParty?.nameAssigner?.string == "GS1")
        #expect(names[7].ediParty?.partyName.string == "4012345")
        guard case .x400Address = names[8] else {
            Issue.record("no X.400 address")
            return
        }
    }
}
