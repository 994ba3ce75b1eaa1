import CAInterface
import CertEnroll
import PKICrypto
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite("Policy files (INF) of certreq")
struct PolicyFileTests {
    private func request(_ text: String) throws -> PolicyRequest { try PolicyRequest(try PolicyFile(Array(text.utf8))) }

    private func names(_ request: PolicyRequest) throws -> [GeneralName] {
        try SubjectAlternativeName.find(in: request.extensions)?.names ?? []
    }

    private let complete = """
        ; a comment
        [Version]
        Signature="$Windows NT$" ; another

        [NewRequest]
        Subject = "CN=www.example.test, O=Example, C=DE"
        KeyLength = 3072
        KeyAlgorithm = RSA
        Exportable = TRUE
        HashAlgorithm = sha384
        MachineKeySet = FALSE
        FriendlyName = "the server; really"
        KeyUsage = "CERT_DIGITAL_SIGNATURE_KEY_USAGE | CERT_KEY_ENCIPHERMENT_KEY_USAGE"
        ProviderName = "Microsoft Software Key Storage Provider"

        [Strings]
        szOID_SAN = "2.5.29.17"
        domain = example.test

        [Extensions]
        %szOID_SAN% = "{text}"
        _continue_ = "dns=www.%domain%&"
        _continue_ = "dns=%domain%&IP Address=192.0.2.1&email=a@%domain%&upn=a@%domain%&url=https://%domain%/&"
        2.5.29.37 = "{text}1.3.6.1.5.5.7.3.1,1.3.6.1.5.5.7.3.2"
        1.2.3.4 = "{hex}05 00"
        1.2.3.5 = BQA=
        Critical = 2.5.29.37

        [RequestAttributes]
        CertificateTemplate = WebServer
        """

    @Test("sections, quotes, comments, strings and continuations are read")
    func whole() throws {
        let request = try request(complete)
        #expect(request.subject.commonName == "www.example.test" && request.subject.rdns.count == 3)
        #expect(request.keySpecification == .rsa(bits: 3072) && request.hashAlgorithm == .sha384)
        #expect(request.exportable && !request.machine && request.friendlyName == "the server; really")
        #expect(request.template == "WebServer")
        #expect(
            try names(request) == [
                .dnsName("www.example.test"), .dnsName("example.test"), .ipAddress([192, 0, 2, 1]), .rfc822Name("a@example.test"),
                .userPrincipalName("a@example.test"), .uri("https://example.test/"),
            ]
        )
        #expect(request.extensions.first { $0.oid == OID.Extensions.extendedKeyUsage }?.critical == true)
        #expect(request.extensions.filter { $0.value == [5, 0] }.map(\.oid.dotted) == ["1.2.3.4", "1.2.3.5"])
        #expect(try KeyUsage.find(in: request.extensions) == [.digitalSignature, .keyEncipherment])
        #expect(request.ignored == ["ProviderName"])
    }

    @Test(
        "a key with two values, of which one would count, is refused with both lines",
        arguments: [
            ("[NewRequest]\nSubject = \"CN=a\"\nKeyLength = 2048\nsubject = \"CN=b\"", "line 4: ", "line 2"),
            ("[NewRequest]\nSubject = \"CN=a\"\n[Strings]\nx = 1\nX = 2", "line 5: ", "line 4"),
            (
                "[NewRequest]\nSubject = \"CN=a\"\n[Extensions]\n2.5.29.19 = MAA=\n%bc% = MAA=\n[Strings]\nbc = 2.5.29.19", "line 5: ",
                "line 4"
            ),
            (
                "[NewRequest]\nSubject = \"CN=a\"\n[RequestAttributes]\nCertificateTemplate = A\nCertificateTemplate = B", "line 5: ",
                "line 4"
            ),
            ("[NewRequest]\nSubject = \"CN=a\"\n[Certsrv_Server]\na = 1\n[newrequest]\nSubject = \"CN=b\"", "line 6: ", "line 2"),
            ("[NewRequest]\nSubject = \"CN=a\"\nKeyUsage = 0x80\n[Extensions]\n2.5.29.15 = AwIHgA==", "line 5: ", "another section"),
        ]
    )
    func doubled(_ text: String, line: String, earlier: String) throws {
        let error = #expect(throws: CAError.self) { try request(text) }
        #expect(error?.message.contains(line) == true && error?.message.contains(earlier) == true, "\(error?.message ?? "")")
    }

    @Test("keys that are lists may repeat, and sections that are not read may hold anything")
    func repeated() throws {
        let request = try request(
            """
            [NewRequest]
            Subject = "CN=a"
            [EnhancedKeyUsageExtension]
            OID = 1.3.6.1.5.5.7.3.1
            OID = 1.3.6.1.5.5.7.3.2
            [Certsrv_Server]
            a = 1
            a = 2
            """
        )
        #expect(try ExtendedKeyUsage.find(in: request.extensions)?.purposes.count == 2)
    }

    @Test(
        "an unknown section or key is refused with its line and the nearest known one",
        arguments: [
            ("Subjct = \"CN=a\"", "line 2: Subjct", "nearest known one is Subject."),
            ("Subject = \"CN=a\"\nkeylenght = 2048", "line 3: keylenght", "nearest known one is KeyLength."),
            ("Subject = \"CN=a\"\nMachinKeySet = TRUE", "line 3: MachinKeySet", "nearest known one is MachineKeySet."),
            ("Subject = \"CN=a\"\n[Extension]\n2.5.29.19 = MAA=", "line 3: [Extension]", "nearest known one is [Extensions]."),
            ("Subject = \"CN=a\"\n[RequestAtributes]", "line 3: [RequestAtributes]", "nearest known one is [RequestAttributes]."),
            ("Subject = \"CN=a\"\n[Foo]\na = b", "line 3: [Foo]", "Correct it"),
            ("Subject = \"CN=a\"\n[EnhancedKeyUsageExtension]\nOIDs = 1.2", "line 4: OIDs", "nearest known one is OID."),
            ("Subject \"CN=a\"", "line 2: ", "[NewRequest] must be key = value, and this one has no =: Subject \"CN=a\""),
            (
                "Subject = \"CN=a\"\n[RequestAttributes]\nCertificateTemplate \"a=b\"", "line 4: ",
                "[RequestAttributes] must be key = value"
            ),
        ]
    )
    func unknown(_ text: String, line: String, remedy: String) throws {
        let refusal = try #require(throws: CAError.self) { try PolicyRequest(Array("[NewRequest]\n\(text)".utf8), path: "web.inf") }
        #expect(refusal.status == .invalidData && refusal.message.hasPrefix("web.inf: "), "\(refusal)")
        #expect(refusal.message.contains(line) && refusal.message.contains(remedy), "\(refusal)")
    }

    @Test("UTF-16 files, with CRLF, read the same")
    func utf16() throws {
        let text = complete.replacing("\n", with: "\r\n")
        for mark in [[UInt8](), [0xFF, 0xFE]] {
            let bytes = mark + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xff), UInt8(unit >> 8)] }
            let request = try PolicyRequest(try PolicyFile(bytes))
            #expect(request.template == "WebServer" && request.subject.commonName == "www.example.test")
            #expect(try names(request).count == 6)
        }
    }

    @Test("the other forms of alternative names")
    func alternativeNames() throws {
        let request = try request(
            """
            [NewRequest]
            Subject=""
            [Extensions]
            2.5.29.17="{text}DirectoryName=CN=DOM\\a,O=b&RegisteredId=1.2.3&GUID={f7c3ac41-b8ce-4fb4-aa58-3d1dc0e36b39}&"
            _continue_ = "1.3.6.1.4.1.311.20.2.3={utf8}a@b&1.2.3={octet}BQA=&1.2.4={octet}{hex}0500&1.2.5={asn}BQA=&1.2.6={hex}0500&IPAddress=2001:db8::1"
            """
        )
        let names = try names(request)
        #expect(names.count == 9)
        #expect(names[0] == .directoryName(try DistinguishedName(rfc4514: "CN=DOM\\\\a,O=b")) && names[1] == .registeredID("1.2.3"))
        #expect(names[3] == .userPrincipalName("a@b"))
        #expect(names[4] == .otherName(type: "1.2.3", value: [4, 2, 5, 0]) && names[5] == .otherName(type: "1.2.4", value: [4, 2, 5, 0]))
        #expect(names[6] == .otherName(type: "1.2.5", value: [5, 0]) && names[7] == .otherName(type: "1.2.6", value: [5, 0]))
        #expect(names[8] == .ipAddress([0x20, 1, 0x0D, 0xB8] + Array(repeating: 0, count: 11) + [1]))
    }

    @Test("defaults are RSA 2048, not exportable; elliptic keys are known; sections without effect are named")
    func defaults() throws {
        let plain = try request("[NewRequest]\nSubject=CN=a\n[Certsrv_Server]\na=b")
        #expect(plain.keySpecification == .rsa(bits: 2048) && !plain.exportable && plain.hashAlgorithm == nil && plain.template == nil)
        #expect(plain.ignored == ["[Certsrv_Server]"])
        #expect(try request("[NewRequest]\nKeyAlgorithm=ECDSA_P256").keySpecification == .p256)
        #expect(try request("[NewRequest]\nKeyAlgorithm=ECDH_P384\nKeyLength=384").keySpecification == .p384)
        #expect(try request("[NewRequest]\nKeyAlgorithm=ECDSA_P521\nKeyLength=521").keySpecification == .p521)
        #expect(try request("[NewRequest]\nKeyAlgorithm=Ed25519").keySpecification == .ed25519)
        #expect(try request("[NewRequest]\nKeyAlgorithm=ML-DSA-65").keySpecification == .mlDSA65)
        #expect(try request("[NewRequest]\nKeyAlgorithm=ML-DSA-87").keySpecification == .mlDSA87)
        #expect(try KeyUsage.find(in: request("[NewRequest]\nKeyUsage=0xa0").extensions) == [.digitalSignature, .keyEncipherment])
        let purposes = try request("[NewRequest]\nSubject=CN=a\n[EnhancedKeyUsageExtension]\nOID=1.3.6.1.5.5.7.3.1\nOID=1.3.6.1.5.5.7.3.2")
        #expect(try ExtendedKeyUsage.find(in: purposes.extensions)?.purposes.count == 2)
        let constraints = try request("[NewRequest]\nSubject=CN=a\n[Extensions]\n2.5.29.19=\"{text}ca=1&pathlength=3\"")
        #expect(try BasicConstraints.find(in: constraints.extensions) == BasicConstraints(isCA: true, pathLength: 3))
    }

    @Test("a policy file that cannot be used is 0x8007000D, with the line if it has one")
    func refusals() {
        let bad = [
            "", "Subject=CN=a", "[NewRequest", "[NewRequest]", "[NewRequest]\nno equals", "[NewRequest]\n_continue_=a",
            "[NewRequest]\nKeyLength=1024",
            "[NewRequest]\nKeyLength=many", "[NewRequest]\nKeyAlgorithm=DSA", "[NewRequest]\nHashAlgorithm=md5",
            "[NewRequest]\nExportable=perhaps",
            "[NewRequest]\nKeyAlgorithm=ECDSA_P256\nKeyLength=384", "[NewRequest]\nSubject=\"nonsense\"",
            "[Version]\nSignature=x\n[NewRequest]\nSubject=CN=a",
            "[NewRequest]\nSubject=CN=a\n[Extensions]\n2.5.29.17=\"{text}dns\"",
            "[NewRequest]\nSubject=CN=a\n[Extensions]\n2.5.29.17=\"{text}ipaddress=x\"",
            "[NewRequest]\nSubject=CN=a\n[Extensions]\nnot.an.oid=BQA=", "[NewRequest]\nSubject=CN=a\n[Extensions]\n1.2.3=***",
            "[NewRequest]\nSubject=CN=a\n[Extensions]\n1.2.3=\"{text}a\"",
        ]
        for text in bad {
            do {
                _ = try request(text)
                Issue.record("accepted: \(text)")
            } catch {
                #expect((error as? CAError)?.status == .invalidData, "\(text): \(error)")
            }
        }
        #expect(throws: CAError.self) { try request("[NewRequest]\nSubject=CN=a\n\nKeyLength=x") }
        do { _ = try request("[NewRequest]\nSubject=CN=a\n\nKeyLength=x") } catch { #expect("\(error)".contains("line 4")) }
    }

    @Test("a forgotten ampersand between continued names gives two names, never one wrong name")
    func continuedNames() throws {
        func continued(_ lines: String...) throws -> [GeneralName] {
            let text = lines.map { "_continue_ = \"\($0)\"" }.joined(separator: "\n")
            return try names(request("[NewRequest]\nSubject=CN=a\n[Extensions]\n2.5.29.17 = \"{text}\"\n" + text))
        }
        let two: [GeneralName] = [.dnsName("a.example.com"), .dnsName("b.example.com")]
        #expect(try continued("DNS=a.example.com", "DNS=b.example.com") == two)
        #expect(try continued("DNS=a.example.com&", "DNS=b.example.com&") == two)
        #expect(try continued("DNS=a.example.com & ", " dns = b.example.com") == two)
        #expect(try continued("DNS=a.exam", "ple.com&dns=b.example.com") == two)
        #expect(try continued("1.2.3={utf8}a", "1.2.4={hex}05", "00").count == 2)
        #expect(try continued("dns=a.example.com", "IP Address=192.0.2.1", "upn=a@b").count == 3)
        let attributes = try request(
            "[NewRequest]\nSubject=CN=a\n[RequestAttributes]\nSAN=\"dns=a\"\n_continue_ = \"dns=b\"\nOther=x\n_continue_=y"
        )
        #expect(attributes.attributes.map(\.value) == ["dns=a&dns=b", "xy"])
        let constraints = try request("[NewRequest]\nSubject=CN=a\n[Extensions]\n2.5.29.19=\"{text}ca=1\"\n_continue_=\"pathlength=3\"")
        #expect(try BasicConstraints.find(in: constraints.extensions) == BasicConstraints(isCA: true, pathLength: 3))
    }

    @Test(
        "text that a continuation would join without a comma is refused, and the comma is named",
        arguments: [
            "Subject=\"CN=a\"\n_continue_=\"OU=b\"",
            "Subject=CN=a\n[Extensions]\n2.5.29.37=\"{text}1.3.6.1.5.5.7.3.1\"\n_continue_=1.3.6.1.5.5.7.3.2",
            "Subject=CN=a\n[Extensions]\nCritical=2.5.29.37\n_continue_=2.5.29.17",
        ]
    )
    func runTogether(_ text: String) throws {
        let refusal = try #require(throws: CAError.self) { try request("[NewRequest]\n" + text) }
        #expect(refusal.status == .invalidData && refusal.message.contains("comma is missing"), "\(refusal)")
        #expect(try request("[NewRequest]\nSubject=\"CN=a,\"\n_continue_=\"OU=b\"").subject.rfc4514 == "CN=a,OU=b")
        #expect(try request("[NewRequest]\nSubject=\"CN=a lo\"\n_continue_=\"ng name\"").subject.commonName == "a long name")
    }

    @Test("the subject is read as Windows reads it: a backslash is a character, quotes are doubled, flags count")
    func subjects() throws {
        func subject(_ text: String, _ flags: String? = nil) throws -> DistinguishedName {
            try request("[NewRequest]\n" + (flags.map { "X500NameFlags = \($0)\n" } ?? "") + "Subject = \"\(text)\"").subject
        }
        #expect(try subject("CN=DOM\\user").commonName == "DOM\\user")
        #expect(try subject("CN=www.example.test, O=Example; C=DE") == DistinguishedName(rfc4514: "CN=www.example.test,O=Example,C=DE"))
        #expect(try subject("CN=a,O=\"\"Foo, Inc.\"\"").rdns.count == 2)
        #expect(try subject("CN=a,O=Foo+L=Bar,C=DE").rdns.count == 3)
        let plus = try subject("CN=www.example.de,O=Foo+L=Bar,C=DE", "0x20000000")
        #expect(plus.rdns.flatMap(\.attributes).map(\.value.string) == ["DE", "Foo+L=Bar", "www.example.de"])
        let spaced = try subject("CN=www.example.de,OU=Foobar,O=Foo + Bar,L=Foo,S=Bar,C=DE", "CERT_NAME_STR_NO_PLUS_FLAG")
        #expect(spaced.rdns.count == 6 && spaced.rfc4514.contains("O=Foo \\+ Bar"))
        #expect(try subject("CN=a,b;O=c", "CERT_NAME_STR_SEMICOLON_FLAG").commonName == "a,b")
        let forward = try subject("C=DE,CN=a", "CERT_NAME_STR_FORWARD_FLAG | CERT_NAME_STR_DISABLE_UTF8_DIR_STR_FLAG")
        #expect(forward.rdns.last?.attributes.first?.value == AttributeText(printable: "a") && forward.commonName == "a")
        #expect(throws: CAError.self) { try subject("CN=www.example.de,O=Foo + Bar,C=DE") }
    }

    @Test(
        "SubjectNameFlags fill in the names of this computer or account, by name and by number",
        arguments: [
            ("0x10000000", "CN=host.example.test", false), ("CT_FLAG_SUBJECT_REQUIRE_DNS_AS_CN", "CN=host.example.test", false),
            ("0x40000000", "CN=alice", false), ("CT_FLAG_SUBJECT_ALT_REQUIRE_DNS | 0x1", "", true),
            ("0x18000000", "CN=host.example.test", true),
        ]
    )
    func subjectNameFlags(_ flags: String, subject: String, hasName: Bool) throws {
        let local = PolicySubjectNames.Local(hostName: "host.example.test", accountName: "alice")
        let file = try PolicyFile(Array("[NewRequest]\nSubjectNameFlags = \(flags)\n".utf8))
        let request = try PolicyRequest(file, local: local)
        #expect(request.subject.rfc4514 == subject)
        let names = try request.extensions.first { $0.oid == SubjectAlternativeName.oid }.map {
            try SubjectAlternativeName(value: $0.value).names
        }
        #expect(names == (hasName ? [.dnsName("host.example.test")] : nil))
    }

    @Test(
        "SubjectNameFlags beside the names they would fill, or with an unknown flag, are refused",
        arguments: [
            "Subject = \"CN=a\"\nSubjectNameFlags = 0x10000000",
            "SubjectNameFlags = 0x8000000\n[Extensions]\n2.5.29.17 = \"{text}dns=a.test\"",
            "SubjectNameFlags = 0x200", "SubjectNameFlags = CT_FLAG_SUBJECT_REQUIRE_DNS",
        ]
    )
    func contradictoryNames(_ text: String) throws {
        let local = PolicySubjectNames.Local(hostName: "host.example.test", accountName: "alice")
        let file = try PolicyFile(Array("[NewRequest]\n\(text)\n".utf8))
        let refusal = #expect(throws: CAError.self) { try PolicyRequest(file, local: local) }
        #expect(refusal?.status == .invalidData && refusal?.message.contains("line ") == true, "\(refusal?.message ?? "")")
    }

    @Test(
        "a key or section that is not built and changes the request is 0x80004001 and named",
        arguments: [
            "UserProtected = TRUE", "KeyProtection = 1", "EncipherOnly = TRUE", "ReaderName = r",
            "SubjectNameFlags = 0x80000000", "SubjectNameFlags = CT_FLAG_SUBJECT_ALT_REQUIRE_UPN",
            "ProviderName = \"Microsoft Smart Card Key Storage Provider\"", "X500NameFlags = 0x20000",
            "RequestType = SCEP",
        ]
    )
    func notBuilt(_ line: String) throws {
        let refusal = try #require(throws: CAError.self) { try request("[NewRequest]\nSubject = CN=a\n" + line) }
        #expect(refusal.status == .notImplemented, "\(refusal)")
        let name = line.split(whereSeparator: { " =\n[]".contains($0) }).first.map(String.init) ?? ""
        #expect(refusal.message.contains(name), "\(refusal)")
    }

    @Test(
        "keys and sections that contradict each other are refused with the line",
        arguments: [
            ("RenewalCert = 00", "RenewalCert needs RequestType"), ("RequestType = PKCS7", "needs RenewalCert"),
            ("UseExistingKeySet = TRUE", "needs KeyContainer"),
            ("KeyContainer = a\nUseExistingKeySet = TRUE\nExportable = TRUE", "Exportable belongs to a new key"),
            ("RequestType = Cert\nNotAfter = 2027-01-01\nValidityPeriod = Years", "both give the end"),
            ("RequestType = Cert\nNotAfter = 3/4/2027", "means one day everywhere"),
            ("RequestType = Cert\nValidityPeriod = Jahre", "is not Years"), ("RequestType = Other", "is unknown"),
            ("\n[PolicyStatementExtension]\nPolicies = A", "section [A], which is missing"),
            ("\n[PolicyStatementExtension]\nPolicies = A\n[A]\nURL = http://a", "[A] has no OID"),
            ("\n[PolicyStatementExtension]\nPolicies = A\n[A]\nOID = 1.2.3\nNotise = b", "nearest known one is Notice."),
            ("\n[NameConstraintsExtension]\nInclude = A\n[A]\nIPAddress = 192.0.2.0", "address with its mask"),
            ("\n[NameConstraintsExtension]\nInclude = A\n[A]\nDNSS = a", "nearest known one is DNS."),
            ("PrivateKeyArchive = TRUE", "needs RequestType = CMC"),
            ("RequestType = CMC\nPrivateKeyArchive = TRUE\nEncryptionAlgorithm = RC4", "unknown or broken"),
            ("RequestType = CMC\nPrivateKeyArchive = TRUE\nEncryptionAlgorithm = 3DES\nEncryptionLength = 128", "3DES 168"),
            ("RequestType = CMC\nPrivateKeyArchive = TRUE\nEncryptionAlgorithm = AES128\nEncryptionLength = 256", "not a length of AES128"),
            ("RequestType = CMC\nPrivateKeyArchive = TRUE\nEncryptionLength = 168", "not a length of AES"),
            ("RequestType = CMC\nPrivateKeyArchive = TRUE\nKeyAlgorithm = ED25519", "a CA archives no ED25519 keys"),
            ("\n[BasicConstraintsExtension]\nPathLenght = 1", "nearest known one is PathLength."),
            ("\n[PolicyMappingsExtension]\na = 1.2.3", "is not an object identifier"),
        ]
    )
    func contradictions(_ text: String, words: String) throws {
        let refusal = try #require(throws: CAError.self) { try request("[NewRequest]\nSubject = CN=a\n" + text) }
        #expect(refusal.status == .invalidData && refusal.message.contains(words), "\(refusal)")
    }

    @Test("keys that are switched off or change nothing are ignored, and SuppressDefaults is built")
    func harmless() throws {
        let read = try request(
            """
            [NewRequest]
            Subject = "CN=a"
            PrivateKeyArchive = FALSE
            UseExistingKeySet = No
            ContextFlags = 0x40
            RequesterName = "EXAMPLE\\bob"
            UserProtected = FALSE
            SMIME = 0
            KeySpec = 1
            Silent = TRUE
            SuppressDefaults = TRUE
            ValidityPeriod = Years
            """
        )
        #expect(read.suppressDefaults && read.ignored == ["ContextFlags", "KeySpec", "Silent", "RequesterName", "ValidityPeriod"])
    }

    @Test("names from a command line become an extension, and a wrong one is refused")
    func commandLineNames() throws {
        let made = try #require(
            try NamedAlternatives.certificateExtension(dns: ["a.example.test"], email: [], address: ["192.0.2.1"], upn: ["a@b"])
        )
        #expect(
            try SubjectAlternativeName(value: made.value).names == [
                .dnsName("a.example.test"), .ipAddress([192, 0, 2, 1]), .userPrincipalName("a@b"),
            ]
        )
        #expect(try NamedAlternatives.certificateExtension(dns: [], email: [], address: [], upn: []) == nil)
        for (dns, address) in [(["a b"], [String]()), (["a&dns=b"], []), ([], ["192.0.2"])] {
            #expect(throws: CAError.self) { try NamedAlternatives.certificateExtension(dns: dns, email: [], address: address, upn: []) }
        }
    }
}
