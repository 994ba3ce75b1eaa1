import PortableFoundation
import PKIFormats
import PKITesting
import Testing

@Suite("revocation list extensions")
struct CRLExtensionTests {
    private let time = Date(timeIntervalSince1970: 1_795_219_200)
    private let name = DistinguishedName.of([(.organization, "Example"), (.commonName, "CA")])

    private func list(
        _ entries: [RevokedEntry],
        _ extensions: [CertificateExtension],
        issuer: DistinguishedName? = nil
    ) throws -> CertificateList {
        let body = TBSCertificateList(
            signatureAlgorithm: .ecdsaWithSHA256,
            issuer: issuer ?? name,
            thisUpdate: time,
            nextUpdate: time + 604_800,
            revoked: entries,
            extensions: extensions
        )
        return try CertificateList(
            derEncoded: TBSCertificateList.assemble(tbs: body.derEncoded(), algorithm: .ecdsaWithSHA256, signature: [0x30, 0])
        )
    }

    @Test("the values of list and entry extensions survive a round trip")
    func roundTrips() throws {
        #expect(try DeltaCRLIndicator(value: DeltaCRLIndicator(baseNumber: CRLNumber(300)).value).baseNumber.number == 300)
        #expect(try InvalidityDate(value: InvalidityDate(time).value).date == time)
        #expect(try ExpiredCertificatesOnCRL(value: ExpiredCertificatesOnCRL(time).value).date == time)
        #expect(
            try HoldInstruction(value: HoldInstruction(OID.Revocation.holdInstructionReject).value).code.name == "holdInstructionReject"
        )
        #expect(try EntryCertificateIssuer(value: EntryCertificateIssuer(name).value).directoryName == name)
        let rdn = try #require(name.rdns.last)
        for point in [
            IssuingDistributionPoint(), .init(name: .relativeToIssuer(rdn)), .init(onlySomeReasons: [.keyCompromise, .aaCompromise]),
            .init(name: nil, onlyContainsAttributeCertificates: true),
            .init(
                fullName: [.uri("http://a"), .directoryName(name)],
                onlyContainsCACertificates: true,
                onlySomeReasons: .superseded,
                isIndirect: true
            ),
        ] {
            #expect(try IssuingDistributionPoint(value: point.value) == point)
        }
    }

    @Test("our list with every extension is shown by OpenSSL and by GnuTLS as it was meant")
    func shown() throws {
        let made = try list(
            [
                RevokedEntry(
                    serialNumber: [0x11],
                    date: time,
                    reason: .certificateHold,
                    extensions: [
                        HoldInstruction(OID.Revocation.holdInstructionReject).asExtension(), InvalidityDate(time - 86_400).asExtension(),
                        EntryCertificateIssuer(.of([(.commonName, "Other CA")])).asExtension(critical: true),
                    ]
                )
            ],
            [
                CRLNumber(301).asExtension(), DeltaCRLIndicator(baseNumber: CRLNumber(300)).asExtension(critical: true),
                IssuingDistributionPoint(
                    fullName: [.uri("http://ca.test/0.crl")],
                    onlyContainsUserCertificates: true,
                    onlySomeReasons: [.keyCompromise, .certificateHold],
                    isIndirect: true
                ).asExtension(critical: true),
                FreshestCRL(uris: ["http://ca.test/delta.crl"]).asExtension(),
                IssuerAlternativeName([.dnsName("ca.test")]).asExtension(),
                AuthorityInformationAccess(caIssuers: ["http://ca.test/ca.crt"]).asExtension(),
            ]
        )
        let openssl = try runTool(["openssl", "crl", "-inform", "DER", "-noout", "-text"], input: made.derEncoded)
        #expect(openssl.status == 0, "\(openssl.errorText)")
        for text in [
            "X509v3 Delta CRL Indicator: critical", "Certificate Hold", "Hold Instruction Reject", "Nov 20 00:00:00 2026 GMT",
            "CN=Other CA",
            "X509v3 Issuing Distribution Point: critical", "URI:http://ca.test/0.crl", "Only User Certificates", "Indirect CRL",
            "Key Compromise, Certificate Hold", "URI:http://ca.test/delta.crl", "DNS:ca.test",
        ] {
            #expect(openssl.text.contains(text), "\(text) in \(openssl.text)")
        }
        let gnutls = try runTool(["certtool", "--crl-info", "--inder"], input: made.derEncoded)
        #expect(gnutls.status == 0, "\(gnutls.errorText)")
        for text in ["Issuer: CN=CA,O=Example", "CRL Number (not critical): 012d", "Serial Number (hex): 11"] {
            #expect(gnutls.text.contains(text), "\(text) in \(gnutls.text)")
        }
        let entry = try #require(made.revoked.first)
        #expect(entry.invalidityDate == time - 86_400)
        #expect(entry.holdInstruction == OID.Revocation.holdInstructionReject)
        #expect(entry.certificateIssuer?.commonName == "Other CA")
        #expect(made.isDelta && made.baseNumber?.number == 300)
    }

    @Test("a list of version 1 made by OpenSSL is read")
    func versionOne() async throws {
        let files = try OpenSSLFiles()
        try files.output(
            "req",
            "-x509",
            "-new",
            "-nodes",
            "-newkey",
            "rsa:2048",
            "-keyout",
            "k.pem",
            "-subj",
            "/CN=Root",
            "-out",
            "r.pem"
        )
        try files.write("index.txt", Array("R\t360101000000Z\t260102030405Z\t0102\tunknown\t/CN=a\n".utf8))
        try files.write("c.cnf", Array("[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=7\n".utf8))
        try files.output("ca", "-gencrl", "-config", "c.cnf", "-cert", "r.pem", "-keyfile", "k.pem", "-out", "l.pem")
        let der = try files.output("crl", "-in", "l.pem", "-outform", "DER")
        let list = try CertificateList(derEncoded: der)
        #expect(list.version == 1)
        #expect(list.revoked.map(\.serialNumber) == [[1, 2]])
        let scanned = try CertificateListScanner(der)
        #expect(scanned.version == 1 && scanned.count == 1)
    }

    @Test("in an indirect list an issuer holds until the next one is named")
    func indirect() throws {
        let (first, second) = (DistinguishedName.of([(.commonName, "A")]), DistinguishedName.of([(.commonName, "B")]))
        func entry(_ serial: UInt8, _ reason: CRLReason, _ issuer: DistinguishedName? = nil) -> RevokedEntry {
            RevokedEntry(
                serialNumber: [serial],
                date: time,
                reason: reason,
                extensions: issuer.map { [EntryCertificateIssuer($0).asExtension(critical: true)] } ?? []
            )
        }
        let entries = [
            entry(1, .superseded), entry(1, .keyCompromise, first), entry(2, .caCompromise), entry(1, .certificateHold, second),
            entry(3, .privilegeWithdrawn, first),
        ]
        let made = try list(entries, [IssuingDistributionPoint(isIndirect: true).asExtension(critical: true)])
        let scanner = try CertificateListScanner(made.derEncoded)
        let index = try #require(CertificateListIndex(scanner))
        let cases: [(UInt8, DistinguishedName, CRLReason?)] = [
            (1, name, .superseded), (2, name, nil), (1, first, .keyCompromise), (2, first, .caCompromise), (3, first, .privilegeWithdrawn),
            (1, second, .certificateHold), (3, second, nil), (1, .of([(.commonName, "a")]), .keyCompromise),
        ]
        for (serial, issuer, reason) in cases {
            #expect(made.entry(serialNumber: [serial], issuer: issuer)?.reason == reason)
            #expect(try scanner.entry(serialNumber: [serial], issuer: issuer)?.reason == reason)
            #expect(try index.entry(serialNumber: [serial], issuer: issuer)?.reason == reason)
        }
        // Without the mark of an indirect list, all entries are of its own issuer.
        let plain = try list(entries, [])
        #expect(plain.entry(serialNumber: [2], issuer: name)?.reason == .caCompromise)
        #expect(plain.entry(serialNumber: [2], issuer: first) == nil)
    }

    @Test("Python's cryptography finds the same issuers in our indirect list, and its delta list is read")
    func python() throws {
        let files = try OpenSSLFiles()
        let made = try list(
            [
                RevokedEntry(serialNumber: [1], date: time, reason: .superseded),
                RevokedEntry(
                    serialNumber: [2],
                    date: time,
                    extensions: [EntryCertificateIssuer(.of([(.commonName, "A")])).asExtension(critical: true)]
                ),
            ],
            [
                IssuingDistributionPoint(onlySomeReasons: [.superseded, .keyCompromise], isIndirect: true).asExtension(critical: true),
                CRLNumber(5).asExtension(),
            ]
        )
        try files.write("ours.crl", made.derEncoded)
        let script = """
            import sys, datetime
            from cryptography import x509
            from cryptography.x509.oid import NameOID
            from cryptography.hazmat.primitives import hashes, serialization
            from cryptography.hazmat.primitives.asymmetric import ec
            d = sys.argv[1] + "/"
            ours = x509.load_der_x509_crl(open(d + "ours.crl", "rb").read())
            point = ours.extensions.get_extension_for_class(x509.IssuingDistributionPoint).value
            print(point.indirect_crl, sorted(r.name for r in point.only_some_reasons))
            for entry in ours:
                print(entry.serial_number, [e.value.get_values_for_type(x509.DirectoryName)[0].rfc4514_string()
                    for e in entry.extensions if isinstance(e.value, x509.CertificateIssuer)])
            now = datetime.datetime(2026, 11, 21)
            entry = x509.RevokedCertificateBuilder().serial_number(2**100).revocation_date(now).add_extension(
                x509.CRLReason(x509.ReasonFlags.remove_from_crl), False).add_extension(
                x509.InvalidityDate(datetime.datetime(2020, 1, 1)), False).build()
            delta = x509.CertificateRevocationListBuilder().issuer_name(ours.issuer).last_update(now).next_update(
                now + datetime.timedelta(1)).add_revoked_certificate(entry).add_extension(
                x509.CRLNumber(2**70), False).add_extension(x509.DeltaCRLIndicator(2**69), True).add_extension(
                x509.FreshestCRL([x509.DistributionPoint([x509.UniformResourceIdentifier("http://a/d")], None, None, None)]), False
                ).sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
            open(d + "delta.crl", "wb").write(delta.public_bytes(serialization.Encoding.DER))
            """
        let run = try runTool([".build/venv/bin/python3", "-c", script, files.directory])
        try #require(run.status == 0, "\(run.errorText)")
        #expect(run.text == "True ['key_compromise', 'superseded']\n1 []\n2 ['CN=A']\n")
        let delta = try CertificateList(derEncoded: try files.read("delta.crl"))
        #expect(delta.isDelta)
        #expect(delta.baseNumber.map { $0.bytes } == [0x20] + Array(repeating: 0, count: 8))
        #expect(delta.revoked.map(\.reason) == [.removeFromCRL])
        #expect(delta.revoked[0].serialNumber == [0x10] + Array(repeating: 0, count: 12))
        #expect(delta.revoked[0].invalidityDate == Date(timeIntervalSince1970: 1_577_836_800))
        #expect(try FreshestCRL.find(in: delta.extensions)?.uris == ["http://a/d"])
        let again = TBSCertificateList(
            signatureAlgorithm: delta.signatureAlgorithm,
            issuer: delta.issuer,
            thisUpdate: delta.thisUpdate,
            nextUpdate: delta.nextUpdate,
            revoked: delta.revoked,
            extensions: delta.extensions
        )
        #expect(again.derEncoded() == delta.tbsBytes)
    }

    @Test("a delta list changes the complete one it counts from, and no other")
    func deltas() throws {
        func entry(_ serial: UInt8, _ reason: CRLReason) -> RevokedEntry {
            RevokedEntry(serialNumber: [serial], date: time, reason: reason)
        }
        func delta(_ base: UInt64, _ number: UInt64, _ entries: [RevokedEntry] = [], issuer: DistinguishedName? = nil) throws
            -> CertificateList
        {
            try list(
                entries,
                [CRLNumber(number).asExtension(), DeltaCRLIndicator(baseNumber: CRLNumber(base)).asExtension(critical: true)],
                issuer: issuer
            )
        }
        let complete = try list(
            [entry(1, .certificateHold), entry(2, .keyCompromise), entry(3, .certificateHold)],
            [CRLNumber(10).asExtension()]
        )
        let changes = try delta(10, 12, [entry(1, .removeFromCRL), entry(3, .keyCompromise), entry(4, .superseded)])
        #expect(complete.refusal(ofDelta: changes) == nil)
        let entries = complete.entries(updatedBy: changes)
        #expect(entries.map(\.serialNumber) == [[2], [3], [4]])
        #expect(entries.map(\.reason) == [.keyCompromise, .keyCompromise, .superseded])
        #expect(complete.refusal(ofDelta: try delta(11, 12)) != nil)
        #expect(complete.refusal(ofDelta: try delta(5, 9)) != nil)
        #expect(complete.refusal(ofDelta: try delta(9, 11)) == nil)
        #expect(complete.refusal(ofDelta: try delta(10, 11, issuer: .of([(.commonName, "other")]))) != nil)
        #expect(complete.refusal(ofDelta: complete) != nil)
        #expect(changes.refusal(ofDelta: changes) != nil)
    }

    @Test("partitions: each certificate belongs to one list, and both name the place of that list")
    func partitions() throws {
        let partition = try #require(RevocationPartition(uris: (0..<7).map { "http://ca.test/\($0).crl" }))
        let entries = (0..<500).map { RevokedEntry(serialNumber: [1, UInt8($0 / 256), UInt8($0 % 256)], date: time) }
        let lists = partition.split(entries)
        #expect(lists.map(\.count).reduce(0, +) == 500)
        #expect(lists.allSatisfy { (70...73).contains($0.count) })
        for (index, part) in lists.enumerated() {
            let place = try #require(partition.issuingDistributionPoint(ofList: index))
            for entry in part {
                #expect(partition.distributionPoints(forSerialNumber: entry.serialNumber).points.first?.fullName == place.fullName)
            }
        }
        #expect(RevocationPartition(uris: []) == nil)
        #expect(RevocationPartition(uris: ["a", "a"]) == nil)
        #expect(partition.issuingDistributionPoint(ofList: 7) == nil)
    }
}
