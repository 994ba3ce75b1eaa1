import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Attribute certificates")
struct AttributeCertificateTests {
    /// An authority, a grantee, and a directory with their keys and certificates.
    struct Fixture {
        let files: OpenSSLFiles
        let authority: SampleIdentity
        let holder: SampleIdentity

        init() async throws {
            files = try OpenSSLFiles()
            authority = try await CMSMessageTests.identity(.p256, "Authority")
            holder = try await CMSMessageTests.identity(.rsa(bits: 2048), "Holder")
            for (name, identity) in [("authority", authority), ("holder", holder)] {
                try files.write(name + ".der", identity.certificate.derEncoded)
                try files.write(name + ".p8", try identity.key.pkcs8())
            }
        }

        /// A body with every attribute and extension of RFC 5755.
        var body: AttributeCertificateInfo {
            let authorities = [GeneralName.dnsName("groups.example")]
            let service = ServiceAuthenticationInformation(service: .dnsName("mail.example"), identity: .rfc822Name("holder@mail.example"))
            let category = Clearance.SecurityCategory(type: "1.2.3.5", value: [0x0C, 2, 0x68, 0x69])
            return AttributeCertificateInfo(
                holder: AttributeCertificateHolder(of: holder.certificate),
                issuer: AttributeCertificateIssuer(authority.certificate.subject),
                signatureAlgorithm: .ecdsaWithSHA256,
                serialNumber: [0x88, 1, 2],
                notBefore: SampleHierarchy.notBefore,
                notAfter: SampleHierarchy.leafNotAfter,
                attributes: [
                    RoleSyntax(.uri("urn:example:auditor"), authority: [.dnsName("roles.example")]).asAttribute(),
                    GroupMembership(IETFAttributeSyntax([.string("readers"), .string("writers")], policyAuthority: authorities))
                        .asAttribute(),
                    ChargingIdentity(IETFAttributeSyntax([.oid("1.2.3.4"), .octets([1, 2])])).asAttribute(),
                    AccessIdentity(service).asAttribute(),
                    AuthenticationInformation(
                        ServiceAuthenticationInformation(service: service.service, identity: service.identity, secret: [1, 2, 3])
                    ).asAttribute(),
                    Clearance(policy: "1.2.3", classList: [.secret, .confidential], securityCategories: [category]).asAttribute(),
                    RequestAttribute("1.2.3.4.5", values: [[5, 0]]),
                ],
                extensions: [
                    TargetInformation([.name(.dnsName("service.example")), .group(.dnsName("services.example"))]).asExtension(
                        critical: true
                    ),
                    AuditIdentity([7, 7]).asExtension(critical: true), NoRevocationAvailable().asExtension(),
                    ProxyInformation([[.name(.dnsName("proxy.example"))]]).asExtension(critical: true),
                    AuthorityKeyIdentifier(keyIdentifier: authority.certificate.subjectKeyIdentifier).asExtension(),
                ]
            )
        }
    }

    @Test(
        "an attribute certificate of Bouncy Castle is read, verifies, and is written again octet for octet",
        .enabled(if: BouncyCastle.isThere)
    )
    func theirs() async throws {
        let test = try await Fixture()
        try BouncyCastle.run(
            "make-attribute-certificate",
            "authority.p8",
            "authority.der",
            "holder.der",
            "theirs.der",
            in: test.files
        )
        let bytes = try test.files.read("theirs.der")
        let certificate = try AttributeCertificate(derEncoded: bytes)
        #expect(try certificate.isSigned(with: test.authority.key.publicKey))
        #expect(try !certificate.isSigned(with: test.holder.key.publicKey))
        let info = certificate.info
        #expect(info.derEncoded() == certificate.infoBytes)
        #expect(try info.holder.names(test.holder.certificate))
        #expect(try !info.holder.names(test.authority.certificate))
        #expect(info.issuer.directoryName == test.authority.certificate.subject)
        #expect(Hex.encode(info.serialNumber) == "008877665544332211")
        #expect(info.notBefore == Date(timeIntervalSince1970: 1_700_000_000))
        #expect(info.notAfter == Date(timeIntervalSince1970: 2_500_000_000))
        let role = RoleSyntax(.uri("urn:example:auditor"), authority: [.dnsName("roles.example")])
        #expect(try certificate.values(of: RoleSyntax.self) == [role])
        let groups = try certificate.values(of: GroupMembership.self).map(\.groups)
        #expect(groups == [IETFAttributeSyntax([.string("readers"), .string("writers")])])
        #expect(try certificate.values(of: Clearance.self).isEmpty)
        let targets = try #require(try certificate.value(of: TargetInformation.self)).targets
        #expect(targets == [.name(.dnsName("service.example")), .group(.dnsName("services.example"))])
        #expect(try certificate.value(of: AuditIdentity.self)?.bytes == [1, 2, 3])
        #expect(try certificate.value(of: NoRevocationAvailable.self) != nil)
        #expect(try certificate.value(of: ProxyInformation.self) == nil)
        #expect(info.extensions.map(\.critical) == [true, true, false])

        // One bit of the signed part.
        var changed = bytes
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: "readers".utf8) })
        changed[place] ^= 1
        #expect(try !AttributeCertificate(derEncoded: changed).isSigned(with: test.authority.key.publicKey))
    }

    @Test(
        "Bouncy Castle verifies our attribute certificate and reads its holder, role, groups and targets",
        .enabled(if: BouncyCastle.isThere)
    )
    func ours() async throws {
        let test = try await Fixture()
        let certificate = try await test.body.signed(with: test.authority.key)
        #expect(try certificate.isSigned(with: test.authority.key.publicKey))
        try test.files.write("ours.der", certificate.derEncoded)
        let said = try BouncyCastle.run("show-attribute-certificate", "ours.der", "authority.der", "holder.der", in: test.files)
        #expect(said["signature"] == ["true"])
        #expect(said["holder"] == ["true"])
        #expect(said["issuer"] == ["CN=Authority"])
        #expect(said["serial"] == ["880102"])
        #expect(said["validity"] == ["1704067200 2208988800"])
        #expect(said["role"] == ["urn:example:auditor"])
        #expect(said["authority"] == ["groups.example"])
        #expect(said["groups"] == ["[readers, writers]"])
        #expect(said["target"] == ["service.example"])
        #expect(said["target group"] == ["services.example"])
        #expect(said["extensions"] == ["[\(certificate.info.extensions.map(\.oid.dotted).joined(separator: ", "))]"])
        #expect(said["again"] == ["true"])
    }

    @Test("asn1crypto reads every attribute of ours, the categories of a clearance too")
    func asn1crypto() async throws {
        let script = """
            import sys
            from asn1crypto import cms
            data = open(sys.argv[1] + "/ours.der", "rb").read()
            info = cms.AttributeCertificateV2.load(data, strict=True)["ac_info"]
            values = {a["type"].native: a["values"][0].native for a in info["attributes"] if a["type"].dotted != "1.2.3.4.5"}
            assert info["holder"]["base_certificate_id"]["issuer"][0].native == {"common_name": "Holder"}, info["holder"].native
            assert info["issuer"].chosen["issuer_name"][0].native == {"common_name": "Authority"}
            assert values["role"] == {"role_authority": ["roles.example"], "role_name": "urn:example:auditor"}, values["role"]
            assert values["group"] == {"policy_authority": ["groups.example"], "values": ["readers", "writers"]}, values["group"]
            assert values["charging_identity"] == {"policy_authority": None, "values": ["1.2.3.4", b"\\1\\2"]}, values
            assert values["access_identity"] == {"service": "mail.example", "ident": "holder@mail.example", "auth_info": None}, values
            assert values["authentication_info"]["auth_info"] == b"\\1\\2\\3"
            clearance = values["clearance"]
            assert clearance["policy_id"] == "1.2.3" and clearance["class_list"] == {"secret", "confidential"}, clearance
            assert clearance["security_categories"] == [{"type": "1.2.3.5", "value": "hi"}], clearance
            print("good", end="")
            """
        let test = try await Fixture()
        try test.files.write("ours.der", try await test.body.signed(with: test.authority.key).derEncoded)
        let result = try CMSMessageTests.python(script, test.files)
        #expect(result.text == "good", "\(result.errorText)")
    }

    @Test("a holder is found by certificate, by name and by the hash of key or certificate, and no other is")
    func holders() async throws {
        let (one, other) = try await (
            CMSMessageTests.identity(.p256, "One").certificate, CMSMessageTests.identity(.p256, "Two").certificate
        )
        let named = try await SampleHierarchy.make().user.certificate
        func digest(_ type: ObjectDigestInfo.ObjectType, _ bytes: [UInt8]) -> AttributeCertificateHolder {
            AttributeCertificateHolder(
                objectDigestInfo: ObjectDigestInfo(type, digestAlgorithm: .sha256, digest: Digest.sha256(bytes))
            )
        }
        let holders = [
            AttributeCertificateHolder(of: one), AttributeCertificateHolder(entityName: [.directoryName(one.subject)]),
            digest(.publicKey, one.subjectPublicKeyInfo.derEncoded), digest(.publicKeyCertificate, one.derEncoded),
        ]
        for holder in holders {
            #expect(try holder.names(one))
            #expect(try !holder.names(other))
            let both = AttributeCertificateHolder(
                baseCertificateID: IssuerSerial(of: other),
                entityName: holder.entityName,
                objectDigestInfo: holder.objectDigestInfo
            )
            #expect(try !both.names(one))
        }
        #expect(try AttributeCertificateHolder(entityName: [.rfc822Name("alice@example.test")]).names(named))
        #expect(try !digest(.other, one.derEncoded).names(one))
        #expect(try !AttributeCertificateHolder().names(one))
        let unknown = ObjectDigestInfo(.publicKey, digestAlgorithm: AlgorithmIdentifier("1.2.3"), digest: [1])
        #expect(throws: UnsupportedAlgorithmError.self) { try AttributeCertificateHolder(objectDigestInfo: unknown).names(one) }
    }

    @Test("a key that does not fit the body's algorithm is refused, and a body without a holder is not signed")
    func refused() async throws {
        let test = try await Fixture()
        await #expect(throws: KeyError.self) { try await test.body.signed(with: test.holder.key) }
        var body = test.body
        body.holder = AttributeCertificateHolder()
        let error = await #expect(throws: FormatError.self) { try await body.signed(with: test.authority.key) }
        #expect(error?.field == "holder")
        // The outer algorithm differs from the signed one.
        let sound = try await test.body.signed(with: test.authority.key)
        let mixed = AttributeCertificateInfo.assemble(info: sound.infoBytes, algorithm: .ecdsaWithSHA384, signature: sound.signature)
        #expect(try !AttributeCertificate(derEncoded: mixed).isSigned(with: test.authority.key.publicKey))
    }

    // MARK: In messages

    /// An OCSP response and a revocation list of the authority.
    private static func revocation(_ authority: SampleIdentity) async throws -> (response: OCSPResponse, list: [UInt8]) {
        let single = OCSPSingleResponse(
            certID: OCSPCertID(certificate: authority.certificate, issuer: authority.certificate),
            status: .good,
            thisUpdate: SampleHierarchy.time
        )
        let data = OCSPResponseData(
            responderID: OCSPResponderID(authority.certificate),
            producedAt: SampleHierarchy.time,
            responses: [single]
        )
        let body = TBSCertificateList(
            signatureAlgorithm: .ecdsaWithSHA256,
            issuer: authority.certificate.subject,
            thisUpdate: SampleHierarchy.time,
            nextUpdate: SampleHierarchy.leafNotAfter,
            extensions: [CRLNumber(1).asExtension()]
        ).derEncoded()
        let signature = try await authority.key.sign(body)
        return (
            try await data.signed(with: authority.key),
            TBSCertificateList.assemble(tbs: body, algorithm: .ecdsaWithSHA256, signature: signature)
        )
    }

    @Test(
        "attribute certificate, OCSP response and list go to Bouncy Castle in a signed message and come back",
        .enabled(if: BouncyCastle.isThere)
    )
    func messages() async throws {
        let test = try await Fixture()
        let certificate = try await test.body.signed(with: test.authority.key)
        let (response, list) = try await Self.revocation(test.authority)
        let own = test.authority.certificate.derEncoded
        let ours = try await CMSSigner.sign(
            content: CMSMessageTests.content,
            signers: [CMSSigningIdentity(certificate: test.authority.certificate, key: test.authority.key)],
            certificates: [own, certificate.certificateChoice],
            crls: [list, OtherRevocationInformation(response).derEncoded]
        )
        #expect(ours.version == 5)
        for (name, bytes) in [
            ("ours.der", ours.contentInfo), ("ac.der", certificate.derEncoded), ("response.der", response.derEncoded), ("list.der", list),
            ("content", CMSMessageTests.content),
        ] { try test.files.write(name, bytes) }
        let said = try BouncyCastle.run("show-signed", "ours.der", in: test.files)
        #expect(said["version"] == ["5"])
        #expect(said["signature"] == ["true"])
        #expect(said["attribute certificate"] == [Hex.encode(certificate.derEncoded)])
        #expect(said["response"] == [Hex.encode(response.derEncoded)])
        #expect(said["list"] == [Hex.encode(list)])

        try BouncyCastle.run(
            "make-signed",
            "authority.p8",
            "authority.der",
            "content",
            "ac.der",
            "response.der",
            "list.der",
            "theirs.der",
            in: test.files
        )
        let bytes = try test.files.read("theirs.der")
        let theirs = try SignedData(contentInfo: bytes)
        #expect(theirs.contentInfo == bytes)
        #expect(theirs.version == 5)
        #expect(try theirs.attributeCertificates() == [certificate])
        #expect(try theirs.ocspResponses() == [response])
        #expect(theirs.crls == [list] && theirs.certificates == [own])
        #expect(try theirs.fault(of: theirs.signers[0], certificate: test.authority.certificate) == nil)
        let again = SignedData(
            contentType: theirs.contentType,
            content: theirs.content,
            certificates: [own, certificate.certificateChoice],
            crls: [list, OtherRevocationInformation(response).derEncoded],
            signers: theirs.signers,
            digestAlgorithms: theirs.digestAlgorithms
        )
        #expect(again.version == theirs.version)
        // openssl reads both and shows what is in them.
        for name in ["ours.der", "theirs.der"] {
            let shown = String(decoding: try test.files.output("cms", "-cmsout", "-print", "-inform", "DER", "-in", name), as: UTF8.self)
            #expect(shown.contains("d.v2AttrCert") && shown.contains("d.other"), "\(name): \(shown.prefix(400))")
        }
    }
}
