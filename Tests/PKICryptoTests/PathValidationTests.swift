import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Path validation")
struct PathValidationTests {
    private static let name = DistinguishedName.of([(.organization, "Example"), (.commonName, "Leaf")])

    private func validate(
        _ leaf: Certificate,
        _ intermediates: [Certificate],
        _ anchors: [Certificate],
        at time: Date = SampleHierarchy.time,
        purpose: OID? = nil
    ) -> PathResult {
        PathValidation.validate(leaf: leaf, intermediates: intermediates, anchors: anchors, at: time, purpose: purpose)
    }

    /// Expects a fault in the certificate at `index` whose rule begins with `rule`.
    private func expectFault(_ result: PathResult, _ index: Int, _ rule: String, sourceLocation: SourceLocation = #_sourceLocation) {
        guard case .invalid(let certificate, let text) = result else {
            Issue.record("the path was found valid", sourceLocation: sourceLocation)
            return
        }
        #expect(certificate == index, "\(text)", sourceLocation: sourceLocation)
        #expect(text.hasPrefix(rule), sourceLocation: sourceLocation)
    }

    @Test("leaf, issuing CA and root make a path in that order, even if more certificates are offered")
    func validPath() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let other = try await SampleHierarchy.make()
        let expected = [hierarchy.server.certificate, hierarchy.issuing.certificate, hierarchy.root.certificate]
        let pool = [other.issuing, other.root, hierarchy.root, hierarchy.issuing, hierarchy.user].map(\.certificate)
        #expect(validate(hierarchy.server.certificate, pool, [other.root.certificate, hierarchy.root.certificate]) == .valid(expected))
        #expect(validate(hierarchy.issuing.certificate, [], [hierarchy.root.certificate]).path?.count == 2)
        #expect(validate(hierarchy.root.certificate, [], [hierarchy.root.certificate]).path == [hierarchy.root.certificate])
    }

    @Test("openssl verify agrees on the sample hierarchy")
    func opensslAgrees() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let files = try OpenSSLFiles()
        try files.write("root.pem", pem: "CERTIFICATE", hierarchy.root.certificate.derEncoded)
        try files.write("issuing.pem", pem: "CERTIFICATE", hierarchy.issuing.certificate.derEncoded)
        try files.write("leaf.pem", pem: "CERTIFICATE", hierarchy.server.certificate.derEncoded)
        let result = try files.run(
            "verify",
            "-x509_strict",
            "-CAfile",
            "root.pem",
            "-untrusted",
            "issuing.pem",
            "-purpose",
            "sslserver",
            "leaf.pem"
        )
        #expect(result.status == 0, "\(result.errorText)")
    }

    @Test("no anchor, the wrong anchor of the same name, a missing intermediate: no path")
    func wrongAnchors() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let other = try await SampleHierarchy.make()
        let leaf = hierarchy.server.certificate
        let issuing = hierarchy.issuing.certificate
        expectFault(validate(leaf, [issuing, hierarchy.root.certificate], []), 2, "issuer:")
        expectFault(validate(leaf, [issuing], []), 1, "issuer:")
        expectFault(validate(leaf, [issuing], [other.root.certificate]), 1, "signature:")
        expectFault(validate(leaf, [], [hierarchy.root.certificate]), 0, "issuer:")
        expectFault(validate(hierarchy.root.certificate, [hierarchy.root.certificate], []), 0, "issuer:")
    }

    @Test("each certificate has to be valid at the time asked about, to the second")
    func validity() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let leaf = hierarchy.server.certificate
        let pool = [hierarchy.issuing.certificate]
        let anchors = [hierarchy.root.certificate]
        #expect(validate(leaf, pool, anchors, at: SampleHierarchy.leafNotAfter).isValid)
        expectFault(validate(leaf, pool, anchors, at: SampleHierarchy.leafNotAfter + 1), 0, "validity: expired")
        #expect(validate(leaf, pool, anchors, at: SampleHierarchy.notBefore).isValid)
        expectFault(validate(leaf, pool, anchors, at: SampleHierarchy.notBefore - 1), 0, "validity: not valid before")
        let long = try await hierarchy.issuing.leaf(commonName: "Long", notAfter: SampleHierarchy.rootNotAfter + 86_400).certificate
        expectFault(validate(long, pool, anchors, at: SampleHierarchy.issuingNotAfter + 1), 1, "validity: expired")
        expectFault(validate(long, pool, anchors, at: SampleHierarchy.rootNotAfter + 1), 1, "validity: expired")
        expectFault(
            validate(hierarchy.root.certificate, [], anchors, at: SampleHierarchy.rootNotAfter + 1),
            0,
            "validity: expired"
        )
    }

    @Test("a changed certificate and one signed with another key are found out")
    func signatures() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let other = try await SampleHierarchy.make()
        let anchors = [hierarchy.root.certificate]
        let forged = try await other.issuing.leaf(commonName: "Forged").certificate
        expectFault(validate(forged, [hierarchy.issuing.certificate], anchors), 0, "signature:")
        var bytes = hierarchy.server.certificate.derEncoded
        bytes[bytes.count - 1] ^= 0x01
        let changed = try Certificate(derEncoded: bytes)
        expectFault(validate(changed, [hierarchy.issuing.certificate], anchors), 0, "signature:")
    }

    @Test("an end-entity certificate does not issue, even when its key signed")
    func notAuthority() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let forged = try await hierarchy.server.leaf(commonName: "Forged").certificate
        expectFault(
            validate(forged, [hierarchy.server.certificate, hierarchy.issuing.certificate], [hierarchy.root.certificate]),
            1,
            "basicConstraints:"
        )
    }

    @Test("cA false and an intermediate of version 1 do not issue; a root of version 1 does")
    func basicConstraints() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let key = try PrivateKey(generating: .p256)
        let denied = try await hierarchy.root.issue(
            subject: .of([(.commonName, "Not a CA")]),
            publicKey: key.publicKey,
            extensions: [BasicConstraints(isCA: false).asExtension(critical: true)]
        )
        let leaf = try await SampleIdentity(certificate: denied, key: key).leaf(commonName: "x").certificate
        expectFault(validate(leaf, [denied], [hierarchy.root.certificate]), 1, "basicConstraints:")
        let bare = try await hierarchy.root.issue(subject: .of([(.commonName, "Bare")]), publicKey: key.publicKey)
        let below = try await SampleIdentity(certificate: bare, key: key).leaf(commonName: "x").certificate
        expectFault(validate(below, [bare], [hierarchy.root.certificate]), 1, "basicConstraints:")

        let files = try OpenSSLFiles()
        try files.write("key.pem", pem: "PRIVATE KEY", try key.pkcs8())
        try files.output("req", "-new", "-key", "key.pem", "-subj", "/CN=Old root", "-out", "root.csr")
        let old = try Certificate(
            derEncoded: try files.output("x509", "-req", "-in", "root.csr", "-signkey", "key.pem", "-days", "3650", "-outform", "DER")
        )
        try #require(old.version == 1)
        let underOld = try await SampleIdentity(certificate: old, key: key).leaf(commonName: "x", notAfter: old.notAfter).certificate
        let time = old.notBefore + 60
        #expect(validate(underOld, [], [old], at: time).isValid)
        expectFault(validate(underOld, [old], [hierarchy.root.certificate], at: time), 1, "basicConstraints:")
    }

    @Test("keyUsage without keyCertSign does not issue")
    func keyUsage() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let key = try PrivateKey(generating: .p256)
        let crlOnly = try await hierarchy.root.issue(
            subject: .of([(.commonName, "Signs lists only")]),
            publicKey: key.publicKey,
            extensions: [
                BasicConstraints(isCA: true).asExtension(critical: true), KeyUsage([.cRLSign]).asExtension(critical: true),
            ]
        )
        let leaf = try await SampleIdentity(certificate: crlOnly, key: key).leaf(commonName: "x").certificate
        expectFault(validate(leaf, [crlOnly], [hierarchy.root.certificate]), 1, "keyUsage:")
    }

    @Test("pathLenConstraint counts the CAs below, self-issued ones not among them")
    func pathLength() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let anchors = [hierarchy.root.certificate]
        let tooDeep = try await hierarchy.issuing.authority(commonName: "Third CA")
        let leaf = try await tooDeep.leaf(commonName: "x").certificate
        expectFault(validate(leaf, [tooDeep.certificate, hierarchy.issuing.certificate], anchors), 2, "basicConstraints:")

        let open = try await hierarchy.root.authority(commonName: "Open CA", pathLength: 1)
        let second = try await open.authority(commonName: "Second CA")
        let deepLeaf = try await second.leaf(commonName: "x").certificate
        #expect(validate(deepLeaf, [second.certificate, open.certificate], anchors).path?.count == 4)

        // A renewed key signed by the old one has the same name as its issuer and does not count.
        let renewed = try await hierarchy.issuing.authority(commonName: "Example Issuing CA")
        #expect(renewed.certificate.isSelfIssued)
        let underRenewed = try await renewed.leaf(commonName: "x").certificate
        #expect(validate(underRenewed, [renewed.certificate, hierarchy.issuing.certificate], anchors).path?.count == 4)
    }

    @Test("a critical extension that is not understood fails the path, at the leaf and at a CA")
    func criticalExtensions() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let key = try PrivateKey(generating: .p256)
        let unknown = CertificateExtension("1.2.3.4.5", critical: true, value: [0x05, 0x00])
        let leaf = try await hierarchy.issuing.issue(subject: Self.name, publicKey: key.publicKey, extensions: [unknown])
        expectFault(validate(leaf, [hierarchy.issuing.certificate], [hierarchy.root.certificate]), 0, "extensions:")
        let harmless = CertificateExtension("1.2.3.4.5", value: [0x05, 0x00])
        let accepted = try await hierarchy.issuing.issue(subject: Self.name, publicKey: key.publicKey, extensions: [harmless])
        #expect(validate(accepted, [hierarchy.issuing.certificate], [hierarchy.root.certificate]).isValid)
        let constrained = try await hierarchy.root.issue(
            subject: .of([(.commonName, "Constrained CA")]),
            publicKey: key.publicKey,
            extensions: SampleHierarchy.authorityExtensions(key: key.publicKey, issuer: hierarchy.root.key.publicKey, pathLength: 0)
                + [CertificateExtension(OID.Extensions.nameConstraints, critical: true, value: [0x30, 0x00])]
        )
        let below = try await SampleIdentity(certificate: constrained, key: key).leaf(commonName: "x").certificate
        expectFault(validate(below, [constrained], [hierarchy.root.certificate]), 1, "extensions:")
    }

    @Test("a purpose has to be allowed by the leaf and by every CA that lists purposes")
    func purposes() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let anchors = [hierarchy.root.certificate]
        let pool = [hierarchy.issuing.certificate]
        #expect(validate(hierarchy.server.certificate, pool, anchors, purpose: OID.KeyPurpose.serverAuth).isValid)
        expectFault(
            validate(hierarchy.server.certificate, pool, anchors, purpose: OID.KeyPurpose.clientAuth),
            0,
            "extendedKeyUsage:"
        )
        let key = try PrivateKey(generating: .p256)
        let narrow = try await hierarchy.root.issue(
            subject: .of([(.commonName, "Server CA")]),
            publicKey: key.publicKey,
            extensions: SampleHierarchy.authorityExtensions(key: key.publicKey, issuer: hierarchy.root.key.publicKey, pathLength: 0)
                + [ExtendedKeyUsage([OID.KeyPurpose.serverAuth]).asExtension()]
        )
        let client = try await SampleIdentity(certificate: narrow, key: key).leaf(commonName: "x").certificate
        #expect(validate(client, [narrow], anchors).isValid)
        expectFault(validate(client, [narrow], anchors, purpose: OID.KeyPurpose.clientAuth), 1, "extendedKeyUsage:")
    }

    @Test("of two issuers of one name the right one is found, in either order")
    func crossCertificates() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let other = try await SampleHierarchy.make()
        let expected = [hierarchy.server.certificate, hierarchy.issuing.certificate, hierarchy.root.certificate]
        for pool in [
            [other.issuing.certificate, hierarchy.issuing.certificate], [hierarchy.issuing.certificate, other.issuing.certificate],
        ] {
            for anchors in [[other.root.certificate, hierarchy.root.certificate], [hierarchy.root.certificate, other.root.certificate]] {
                #expect(validate(hierarchy.server.certificate, pool, anchors).path == expected)
            }
        }
        // An expired certificate of the same CA does not hide the one that is valid.
        let expired = try await hierarchy.root.authority(
            commonName: "Example Issuing CA",
            key: hierarchy.issuing.key,
            notAfter: SampleHierarchy.time - 1
        ).certificate
        #expect(
            validate(hierarchy.server.certificate, [expired, hierarchy.issuing.certificate], [hierarchy.root.certificate]).path == expected
        )
    }

    @Test("circles and crowds of look-alikes end in an answer")
    func hostilePools() async throws {
        let rootKey = try PrivateKey(generating: .p256)
        let name = DistinguishedName.of([(.commonName, "Circle")])
        var crowd: [SampleIdentity] = []
        for _ in 0..<12 {
            let issuer = crowd.last?.key ?? rootKey
            let key = try PrivateKey(generating: .p256)
            let certificate = try await SampleIdentity.selfSigned(
                subject: name,
                key: issuer,
                extensions: [BasicConstraints(isCA: true).asExtension(critical: true)],
                notBefore: SampleHierarchy.notBefore,
                notAfter: SampleHierarchy.leafNotAfter
            ).issue(subject: name, publicKey: key.publicKey, extensions: [BasicConstraints(isCA: true).asExtension(critical: true)])
            crowd.append(SampleIdentity(certificate: certificate, key: key))
        }
        let last = try #require(crowd.last)
        let leaf = try await last.leaf(commonName: "x").certificate
        let hierarchy = try await SampleHierarchy.make()
        #expect(!validate(leaf, crowd.map(\.certificate), [hierarchy.root.certificate]).isValid)
    }
}
