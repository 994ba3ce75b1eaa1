import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("extensions made by OpenSSL")
struct OpenSSLExtensionTests {
    private static func certificate() throws -> Certificate {
        let files = try OpenSSLFiles()
        try files.write("vectors.cnf", Array(OpenSSLExtensionVectors.settings.utf8))
        let der = try files.output(
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            "key.pem",
            "-config",
            "vectors.cnf",
            "-utf8",
            "-outform",
            "DER"
        )
        return try Certificate(derEncoded: der)
    }

    private func value<Value: CertificateExtensionValue>(_ type: Value.Type, _ certificate: Certificate) throws -> Value {
        try #require(try certificate.value(of: type))
    }

    @Test("every extension of a certificate made by OpenSSL is known, read and written with the same octets")
    func allRoundTrip() throws {
        let certificate = try Self.certificate()
        #expect(certificate.extensions.count >= 29)
        for item in certificate.extensions {
            let value = try #require(try KnownExtensions.decode(item), "\(item.oid)")
            #expect(value.value == item.value, "\(item.oid.nameOrDotted)")
        }
    }

    @Test("OpenSSL's output from its RFC 5280 settings equals ours from the same values")
    func rfc5280() throws {
        let certificate = try Self.certificate()
        let issuer = GeneralName.directoryName(
            DistinguishedName([
                RelativeDistinguishedName([AttributeTypeAndValue(OID.country, "DE")]),
                RelativeDistinguishedName([AttributeTypeAndValue(OID.organization, "Example")]),
            ])
        )
        let address = try #require(GeneralName(ipAddressText: "192.0.2.1"))
        let address6 = try #require(GeneralName(ipAddressText: "2001:db8::1"))
        #expect(
            try value(IssuerAlternativeName.self, certificate)
                == IssuerAlternativeName([
                    .rfc822Name("ca@example.com"), .uri("http://ca.example.com/"), .userPrincipalName("ca@EXAMPLE.COM"),
                    .registeredID("1.2.3.4"), address, address6, issuer,
                ])
        )
        #expect(try value(FreshestCRL.self, certificate) == FreshestCRL(uris: ["http://ca.example.com/delta.crl"]))
        let points = CRLDistributionPoints(points: [
            DistributionPoint(
                name: .fullName([.uri("http://a.example.com/1.crl"), .uri("ldap:///CN=1")]),
                reasons: [.keyCompromise, .caCompromise],
                crlIssuer: [issuer]
            ),
            DistributionPoint(
                name: .relativeToIssuer(RelativeDistinguishedName([AttributeTypeAndValue(OID.commonName, "partition 7")])),
                crlIssuer: [issuer]
            ),
        ])
        #expect(try value(CRLDistributionPoints.self, certificate) == points)
        #expect(points.uris == ["http://a.example.com/1.crl", "ldap:///CN=1"])
        #expect(points.points[0].reasons?.names == ["keyCompromise", "cACompromise"])

        let access = try value(AuthorityInformationAccess.self, certificate)
        #expect(access.ocsp == ["http://ocsp.example.com/"])
        #expect(access.caIssuers == ["http://ca.example.com/ca.cer"])
        #expect(access.descriptions.count == 4)
        #expect(access.descriptions[2].method == OID.Extensions.timeStampingAccess)
        #expect(access.descriptions[3].location == issuer)
        let subject = try value(SubjectInformationAccess.self, certificate)
        #expect(subject.caRepositories == ["http://ca.example.com/certs/"])
        #expect(subject.timeStamping.isEmpty)
        #expect(subject.descriptions.last?.location == .dnsName("tsa.example.com"))

        let policies = try value(CertificatePolicies.self, certificate)
        #expect(policies.policies == ["1.2.3.4", "1.2.3.5", OID.Extensions.anyPolicy])
        let organization = AttributeText(utf8: "Example GmbH")
        let qualifiers = try policies.information[1].policyQualifiers()
        guard case .userNotice(let notice) = qualifiers.last else {
            Issue.record("no user notice")
            return
        }
        #expect(qualifiers.first == .practiceStatement("https://example.com/cps"))
        #expect(notice.explicitText == AttributeText(utf8: "Grüße"))
        #expect(notice.reference?.organization.string == organization.string)
        #expect(notice.reference?.numbers == [1, 2, 300])
        #expect(
            CertificatePolicies.PolicyInformation("1.2.3.5", policyQualifiers: qualifiers) == policies.information[1]
        )

        let period = try value(PrivateKeyUsagePeriod.self, certificate)
        #expect(
            period
                == PrivateKeyUsagePeriod(
                    notBefore: Date(timeIntervalSince1970: 1_767_225_600),
                    notAfter: Date(timeIntervalSince1970: 1_830_297_600)
                )
        )
        let attributes = try value(SubjectDirectoryAttributes.self, certificate)
        #expect(attributes.attributes.map(\.oid) == [OID.Extensions.dateOfBirth, OID.Extensions.gender])
        #expect(attributes.attributes[1].values == [[0x13, 1, 0x46]])
    }

    @Test("OpenSSL's output for other specifications equals ours from the same values")
    func others() throws {
        let certificate = try Self.certificate()
        #expect(try value(TLSFeature.self, certificate) == TLSFeature([5, 17]))
        #expect(TLSFeature([5]).requiresStapling)
        #expect(try value(OCSPNoCheck.self, certificate) == OCSPNoCheck())
        #expect(try value(PrecertificatePoison.self, certificate) == PrecertificatePoison())
        #expect(certificate.extension(OID.Extensions.precertificatePoison)?.critical == true)
        #expect(try value(NetscapeCertificateType.self, certificate) == [.sslClient, .sslServer, .objectSigningCA])
        #expect(try value(NetscapeCertificateType.self, certificate).names == ["sslClient", "sslServer", "objectSigningCA"])
        #expect(try value(NetscapeComment.self, certificate) == NetscapeComment("made for a test"))
        #expect(
            try value(QCStatements.self, certificate)
                == QCStatements([
                    .compliance, .limitValue(QCMonetaryValue(currency: .alphabetic("EUR"), amount: 25, exponent: 3)),
                    .retentionPeriod(years: 15), .secureDevice,
                    .disclosureStatements([
                        .init(url: "https://example.com/pds_en.pdf", language: "en"),
                        .init(url: "https://example.com/pds_de.pdf", language: "de"),
                    ]),
                    .types([OID.QCStatements.typeSignature]), .legislation(["CH"]),
                    .other(OID.QCStatements.pkixSyntaxV2, information: try Hex.decode("30 09 06 07 04 00 8B EC 49 01 01")),
                ])
        )
        #expect(
            try value(CABForumOrganizationIdentifier.self, certificate)
                == CABForumOrganizationIdentifier(scheme: "NTR", country: "US", stateOrProvince: "CA", reference: "1234567")
        )
        let capabilities = try value(SMIMECapabilities.self, certificate)
        #expect(
            capabilities
                == SMIMECapabilities([.init(OID.Algorithms.aes256CBC), .init("1.2.840.113549.3.2", keyBits: 128)])
        )
        #expect(capabilities.capabilities.map(\.keyBits) == [nil, 128])
    }

    @Test("OpenSSL's output for Microsoft's extensions equals ours from the same values")
    func microsoft() throws {
        let certificate = try Self.certificate()
        #expect(try value(MicrosoftTemplateName.self, certificate) == MicrosoftTemplateName("WebServer"))
        #expect(
            try value(CertificateTemplateInformation.self, certificate)
                == CertificateTemplateInformation(templateID: "1.3.6.1.4.1.311.21.8.1.2.3", major: 100, minor: 4_294_967_295)
        )
        #expect(try value(ApplicationPolicies.self, certificate) == ApplicationPolicies([OID.KeyPurpose.clientAuth]))
        #expect(
            try value(ApplicationPolicyMappings.self, certificate)
                == ApplicationPolicyMappings([.init(issuerDomainPolicy: OID.KeyPurpose.clientAuth, subjectDomainPolicy: "1.2.3.4")])
        )
        #expect(
            try value(ApplicationPolicyConstraints.self, certificate)
                == ApplicationPolicyConstraints(requireExplicitPolicy: 0, inhibitPolicyMapping: 3)
        )
        #expect(try value(CAVersion.self, certificate) == CAVersion(certificateIndex: 2, keyIndex: 1))
        #expect(try value(CrossCAVersion.self, certificate) == CrossCAVersion(CAVersion(certificateIndex: 3, keyIndex: 0)))
        #expect(try value(PreviousCACertificateHash.self, certificate) == PreviousCACertificateHash(Array(0...19)))
        #expect(try Hex.encode(value(CRLVirtualBase.self, certificate).number.bytes) == "01234567890123456789")
        #expect(try value(CRLNextPublish.self, certificate) == CRLNextPublish(Date(timeIntervalSince1970: 1_795_435_200)))
        #expect(try value(PublishedCRLLocations.self, certificate) == PublishedCRLLocations(uris: ["http://ca.example.com/self.crl"]))
        #expect(
            try value(CrossCertificateDistributionPoints.self, certificate)
                == CrossCertificateDistributionPoints(
                    synchronizationInterval: 28_800,
                    points: [[.uri("http://ca.example.com/cross.p7c")]]
                )
        )
        #expect(try value(NTDSCASecurity.self, certificate) == NTDSCASecurity(sid: "S-1-5-21-1-2-3-500"))
    }

    @Test("OpenSSL shows our extensions as it shows its own")
    func shown() throws {
        let made = try Self.certificate()
        var again = TBSCertificate(
            serialNumber: made.serialNumber,
            signatureAlgorithm: made.signatureAlgorithm,
            issuer: made.issuer,
            notBefore: made.notBefore,
            notAfter: made.notAfter,
            subject: made.subject,
            subjectPublicKeyInfo: made.subjectPublicKeyInfo
        )
        for item in made.extensions {
            let value = try #require(try KnownExtensions.decode(item))
            again.extensions.append(value.asExtension(critical: item.critical))
        }
        let der = TBSCertificate.assemble(tbs: again.derEncoded(), algorithm: made.signatureAlgorithm, signature: made.signature)
        let texts = try [made.derEncoded, der].map { bytes in
            let result = try runTool(["openssl", "x509", "-inform", "DER", "-noout", "-text"], input: bytes)
            #expect(result.status == 0)
            return result.text
        }
        #expect(texts[0] == texts[1])
        #expect(texts[1].contains("status_request, status_request_v2"))
        #expect(texts[1].contains("CN = partition 7"))
    }

    @Test(
        "values that break their grammar are refused",
        arguments: [
            (OID.Extensions.issuerAlternativeName, "30 00"), (OID.Extensions.freshestCRL, "30 00"),
            (OID.Extensions.authorityInformationAccess, "30 00"), (OID.Extensions.subjectInformationAccess, "30 02 30 00"),
            (OID.Extensions.crlDistributionPoints, "30 05 30 03 83 01 00"),
            (OID.Extensions.crlDistributionPoints, "30 06 30 04 A0 02 A2 00"), (OID.Extensions.certificatePolicies, "30 00"),
            (OID.Extensions.privateKeyUsagePeriod, "30 00"), (OID.Extensions.privateKeyUsagePeriod, "30 03 80 01 32"),
            (OID.Extensions.subjectDirectoryAttributes, "30 00"),
            (OID.Extensions.subjectDirectoryAttributes, "30 08 30 06 06 02 2A 03 31 00"),
            (OID.Extensions.tlsFeature, "30 04 02 02 FF 00"), (OID.Extensions.tlsFeature, "30 05 02 03 01 00 00"),
            (OID.Extensions.ocspNoCheck, "05 01 00"), (OID.Extensions.ocspNoCheck, "30 00"),
            (OID.Extensions.precertificatePoison, "04 00"), (OID.Extensions.netscapeCertificateType, "03 00"),
            (OID.Extensions.netscapeComment, "0C 01 61"), (OID.Extensions.qcStatements, "30 02 30 00"),
            (OID.Extensions.qcStatements, "30 0C 30 0A 06 06 04 00 8E 46 01 01 05 00"),
            (OID.Extensions.qcStatements, "30 0A 30 08 06 06 04 00 8E 46 01 03"),
            (OID.Extensions.smimeCapabilities, "30 04 30 02 05 00"), (OID.Extensions.cabForumOrganizationIdentifier, "30 00"),
            (OID.Extensions.signedCertificateTimestamps, "04 02 00 00"), (OID.Extensions.signedCertificateTimestamps, "04 04 00 02 00 00"),
            (OID.Extensions.signedCertificateTimestamps, "04 05 00 03 00 01 00"),
            (OID.Extensions.signedCertificateTimestamps, "04 05 00 02 00 01 00"),
            (OID.Extensions.signedCertificateTimestamps, "30 00"), (OID.Microsoft.applicationPolicies, "30 00"),
            (OID.Microsoft.applicationPolicyMappings, "30 00"), (OID.Microsoft.applicationPolicyMappings, "30 06 30 04 06 02 2A 03"),
            (OID.Microsoft.applicationPolicyConstraints, "30 03 80 01 FF"), (OID.Microsoft.crossCAVersion, "02 01 FF"),
            (OID.Microsoft.previousCACertificateHash, "02 01 00"), (OID.Microsoft.crlVirtualBase, "02 01 80"),
            (OID.Microsoft.crlNextPublish, "16 01 41"), (OID.Microsoft.publishedCRLLocations, "30 00"),
            (OID.Microsoft.crossCertificateDistributionPoints, "30 05 02 01 FF 30 00"),
            (OID.Microsoft.crossCertificateDistributionPoints, "30 03 02 01 01"),
        ] as [(OID, String)]
    )
    func refused(oid: OID, hex: String) throws {
        let item = CertificateExtension(oid, value: try Hex.decode(hex))
        #expect(throws: FormatError.self) { try KnownExtensions.decode(item) }
        let trailing = CertificateExtension(oid, value: item.value + [5, 0])
        #expect(throws: FormatError.self) { try KnownExtensions.decode(trailing) }
    }

    @Test("an unknown policy qualifier survives; a known but broken one is refused when it is asked for")
    func qualifiers() throws {
        let other = PolicyQualifier.other("1.2.3.9", value: [0x04, 1, 7])
        let policies = CertificatePolicies(information: [
            .init("1.2.3", policyQualifiers: [other, .other("1.2.3.8", value: nil), .userNotice(UserNotice("text"))])
        ])
        let again = try CertificatePolicies(value: policies.value)
        #expect(again == policies)
        #expect(
            try again.information[0].policyQualifiers() == [other, .other("1.2.3.8", value: nil), .userNotice(UserNotice("text"))]
        )
        for hex in [
            "30 00", "30 02 30 00", "30 0E 30 0C 06 08 2B 06 01 05 05 07 02 01 02 00", "30 0E 30 0C 06 08 2B 06 01 05 05 07 02 02 05 00",
        ] {
            let broken = CertificatePolicies.PolicyInformation("1.2.3", qualifiers: try Hex.decode(hex))
            #expect(throws: FormatError.self) { try broken.policyQualifiers() }
        }
    }
}
