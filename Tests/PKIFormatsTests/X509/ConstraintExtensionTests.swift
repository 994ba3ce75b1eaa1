import PKIFormats
import PKITesting
import Testing

@Suite("Extensions that constrain paths")
struct ConstraintExtensionTests {
    /// A CA certificate made by OpenSSL with the four extensions.
    private static func made(by configuration: String) throws -> Certificate {
        let files = try OpenSSLFiles()
        try files.write("ca.cnf", Array(configuration.utf8))
        try files.output("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "key.pem")
        return try Certificate(
            derEncoded: try files.output(
                "req",
                "-new",
                "-x509",
                "-key",
                "key.pem",
                "-config",
                "ca.cnf",
                "-extensions",
                "ca",
                "-subj",
                "/CN=ca",
                "-outform",
                "DER"
            )
        )
    }

    private static let configuration = """
        [req]
        distinguished_name = dn
        [dn]
        [ca]
        basicConstraints = critical, CA:TRUE
        nameConstraints = critical, permitted;DNS:.example.test, permitted;email:example.test, permitted;URI:.example.test, \
        permitted;IP:192.0.2.0/255.255.255.0, excluded;IP:2001:db8:0:0:0:0:0:0/ffff:ffff:0:0:0:0:0:0, permitted;dirName:tree, \
        excluded;RID:1.2.3.4, permitted;otherName:1.3.6.1.4.1.311.20.2.3;UTF8:@example.test
        policyMappings = 1.2.3:1.2.4, 1.2.5:1.2.6
        policyConstraints = critical, requireExplicitPolicy:3, inhibitPolicyMapping:0
        inhibitAnyPolicy = critical, 2
        [tree]
        O = Example
        """

    @Test("openssl's name constraints, policy mappings and constraints, and inhibitAnyPolicy keep their octets")
    func openssl() throws {
        let certificate = try Self.made(by: Self.configuration)
        let names = try #require(try certificate.value(of: NameConstraints.self))
        #expect(
            names.permitted?.map(\.base) == [
                .dnsName(".example.test"), .rfc822Name("example.test"), .uri(".example.test"),
                .ipAddress([192, 0, 2, 0, 255, 255, 255, 0]), .directoryName(.of([(.organization, "Example")])),
                .userPrincipalName("@example.test"),
            ]
        )
        #expect(
            names.excluded?.map(\.base) == [
                .ipAddress(
                    [0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 12) + [255, 255, 255, 255] + [UInt8](repeating: 0, count: 12)
                ),
                .registeredID("1.2.3.4"),
            ]
        )
        let mappings = try #require(try certificate.value(of: PolicyMappings.self))
        #expect(mappings.mappings.map(\.issuerDomainPolicy) == ["1.2.3", "1.2.5"])
        #expect(mappings.mappings.map(\.subjectDomainPolicy) == ["1.2.4", "1.2.6"])
        let constraints = PolicyConstraints(requireExplicitPolicy: 3, inhibitPolicyMapping: 0)
        #expect(try certificate.value(of: PolicyConstraints.self) == constraints)
        #expect(try certificate.value(of: InhibitAnyPolicy.self) == InhibitAnyPolicy(2))
        for item in certificate.extensions where item.oid != BasicConstraints.oid {
            let value = try KnownExtensions.decode(item)
            if let value { #expect(value.value == item.value, "\(item.oid.nameOrDotted)") }
        }
    }

    @Test("openssl shows the constraints that are written here")
    func shown() throws {
        let value = NameConstraints(
            permitted: [
                NameConstraints.Subtree(.dnsName("example.test")),
                NameConstraints.Subtree(.directoryName(.of([(.organization, "Example")]))),
            ],
            excluded: [NameConstraints.Subtree(.ipAddress([10, 0, 0, 0, 255, 0, 0, 0]))]
        )
        let shown = try runTool(["openssl", "asn1parse", "-inform", "DER"], input: value.value)
        #expect(shown.status == 0, "\(shown.errorText)")
        #expect(try NameConstraints(value: value.value) == value)
        let far = NameConstraints(permitted: [NameConstraints.Subtree(.dnsName("a.test"), minimum: 1, maximum: 300)])
        #expect(try NameConstraints(value: far.value) == far)
    }

    @Test("values that RFC 5280 forbids are refused: no constraint, empty lists, negative counts, more fields")
    func refused() {
        for value: [UInt8] in [
            [0x30, 0], [0x30, 2, 0xA0, 0], [0x30, 2, 0xA2, 0], [0x30, 7, 0xA0, 5, 0x30, 3, 0x82, 1, 0x00],
            [0x30, 10, 0xA0, 8, 0x30, 6, 0x82, 1, 0x61, 0x80, 1, 0xFF],
        ] {
            #expect(throws: FormatError.self) { try NameConstraints(value: value) }
        }
        #expect(throws: FormatError.self) { try PolicyMappings(value: [0x30, 0]) }
        #expect(throws: FormatError.self) { try PolicyConstraints(value: [0x30, 0]) }
        #expect(throws: FormatError.self) { try PolicyConstraints(value: [0x30, 3, 0x80, 1, 0xFF]) }
        #expect(throws: FormatError.self) { try PolicyConstraints(value: [0x30, 3, 0x82, 1, 0]) }
        #expect(throws: FormatError.self) { try InhibitAnyPolicy(value: [2, 1, 0x80]) }
        #expect(throws: FormatError.self) { try InhibitAnyPolicy(value: [2, 9, 1, 0, 0, 0, 0, 0, 0, 0, 0]) }
    }
}
