import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("Attribute certificates against pyasn1's module of RFC 5755", .enabled(if: PyASN1.isThere))
struct AttributeCertificateVectorTests {
    /// By the name in the specification: reads the structure and writes it again from its fields.
    static let structures: [String: CMCVectorTests.Rewrite] = [
        "AttributeCertificate": {
            let certificate = try AttributeCertificate(derEncoded: $0)
            return AttributeCertificateInfo.assemble(
                info: certificate.info.derEncoded(),
                algorithm: certificate.signatureAlgorithm,
                signature: certificate.signature
            )
        },
        "SvceAuthInfo": { try ServiceAuthenticationInformation(derEncoded: $0).derEncoded },
        "IetfAttrSyntax": { try IETFAttributeSyntax(derEncoded: $0).derEncoded },
        "RoleSyntax": { try RoleSyntax(derEncoded: $0).derEncoded },
        "Clearance": { try Clearance(derEncoded: $0).derEncoded },
        "ProxyInfo": { try ProxyInformation(value: $0).value },
        "AAControls": { try AAControls(value: $0).value },
    ]

    @Test("every structure of RFC 5755 that pyasn1 makes is read, and written again octet for octet")
    func readsAndRewrites() throws {
        let vectors = try PyASN1.expectRewritten(Self.structures, atLeast: 30)
        // Both extensions with targets have the same grammar.
        for vector in vectors where vector.name == "ProxyInfo" {
            #expect(try TargetInformation(value: vector.bytes).value == vector.bytes)
        }
    }

    @Test("a clearance in the form of RFC 3281 is read, and written in that of RFC 5755")
    func oldClearance() throws {
        let old = try PyASN1.make(["Clearance_rfc3281"]).map { try Clearance(derEncoded: $0.bytes) }
        #expect(old == [Clearance(policy: "1.2.3"), Clearance(policy: "1.2.3", classList: [.confidential, .secret])])
        #expect(try PyASN1.make(["Clearance"]).map(\.bytes) == old.map(\.derEncoded))
    }

    @Test("every structure of RFC 5755 that we write is read by pyasn1 without rest and written again the same")
    func readByPyASN1() throws {
        let names = [GeneralName.dnsName("a.example"), .directoryName(.of([(.commonName, "A")]))]
        let digest = ObjectDigestInfo(.publicKey, digestAlgorithm: .sha256, digest: [1, 2])
        let other = ObjectDigestInfo(.other, digestAlgorithm: .sha256, digest: [1, 2], otherObjectType: "1.2.3")
        let base = IssuerSerial(issuer: [names[1]], serialNumber: [5], issuerUniqueID: [0, 7])
        let targets = [Target.name(names[0]), .group(names[1])]
        let holders = [
            AttributeCertificateHolder(baseCertificateID: base), AttributeCertificateHolder(entityName: names),
            AttributeCertificateHolder(objectDigestInfo: other),
            AttributeCertificateHolder(baseCertificateID: base, entityName: names, objectDigestInfo: digest),
        ]
        let issuers: [AttributeCertificateIssuer] = [
            AttributeCertificateIssuer(.of([(.commonName, "A")])), .v1Form(names),
            .v2Form(issuerName: names, baseCertificateID: base, objectDigestInfo: digest),
            .v2Form(issuerName: [], baseCertificateID: base, objectDigestInfo: nil),
        ]
        var written = zip(holders, issuers).map { holder, issuer in
            let info = AttributeCertificateInfo(
                holder: holder,
                issuer: issuer,
                signatureAlgorithm: .ecdsaWithSHA256,
                serialNumber: [0x80],
                notBefore: Date(timeIntervalSince1970: 1_795_219_200),
                notAfter: Date(timeIntervalSince1970: 2_900_000_000),
                attributes: [RoleSyntax(names[0]).asAttribute(), Clearance(policy: "1.2.3").asAttribute()],
                issuerUniqueID: [0, 9],
                extensions: [AuditIdentity([1]).asExtension(critical: true), TargetInformation(targets).asExtension(critical: true)]
            )
            return AttributeCertificateInfo.assemble(info: info.derEncoded(), algorithm: .ecdsaWithSHA256, signature: [1])
        }.map { PyASN1.Vector(name: "AttributeCertificate", bytes: $0) }
        written += [
            ("SvceAuthInfo", ServiceAuthenticationInformation(service: names[0], identity: names[1]).derEncoded),
            ("SvceAuthInfo", ServiceAuthenticationInformation(service: names[0], identity: names[1], secret: [1]).derEncoded),
            ("IetfAttrSyntax", IETFAttributeSyntax([.octets([1]), .oid("1.2"), .string("Grün")], policyAuthority: names).derEncoded),
            ("IetfAttrSyntax", IETFAttributeSyntax([.string("")]).derEncoded),
            ("RoleSyntax", RoleSyntax(names[1], authority: names).derEncoded),
            ("Clearance", Clearance(policy: "1.2.3", classList: [.topSecret, ClassList(rawValue: 1 << 63)]).derEncoded),
            ("ProxyInfo", ProxyInformation([targets, [targets[0]]]).value), ("ProxyInfo", TargetInformation(targets).value),
            ("AAControls", AAControls().value),
            ("AAControls", AAControls(pathLength: 300, permitted: ["1.2.3"], excluded: ["1.2.4"], permitsUnspecified: false).value),
        ].map { PyASN1.Vector(name: $0.0, bytes: $0.1) }
        for (vector, verdict) in zip(written, try PyASN1.check(written)) {
            #expect(verdict == "ok", "\(vector.name) \(Hex.encode(vector.bytes))")
            let rewrite = try #require(Self.structures[vector.name])
            #expect(try rewrite(vector.bytes) == vector.bytes, "\(vector.name) \(Hex.encode(vector.bytes))")
        }
    }
}
