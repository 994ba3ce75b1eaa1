import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Strength of paths")
struct PathStrengthTests {
    /// Keys of the three certificates of a path, and the hash under which each issuer signs.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let root: String
        let issuing: String
        let leaf: String
        let issuingDigest: String
        let leafDigest: String
        /// The certificate that breaks the rule.
        let weak: Int?

        init(
            _ description: String,
            root: String = "P-256",
            issuing: String = "P-256",
            leaf: String = "P-256",
            issuingDigest: String = "sha256",
            leafDigest: String = "sha256",
            weak: Int? = nil
        ) {
            testDescription = description
            (self.root, self.issuing, self.leaf) = (root, issuing, leaf)
            (self.issuingDigest, self.leafDigest, self.weak) = (issuingDigest, leafDigest, weak)
        }
    }

    static let cases: [Case] = [
        Case("P-256 with SHA-256"),
        Case("RSA of 2048 bits", root: "2048", issuing: "2048", leaf: "2048"),
        Case("the leaf is signed with SHA-1", leafDigest: "sha1", weak: 0),
        Case("the leaf is signed with RSA and SHA-1", issuing: "2048", leafDigest: "sha1", weak: 0),
        Case("the CA is signed with SHA-1", issuingDigest: "sha1", weak: 1),
        Case("the leaf's key has 1024 bits", leaf: "1024", weak: 0),
        Case("the CA's key has 1536 bits", issuing: "1536", weak: 1),
        Case("the root's key has 1024 bits", root: "1024", weak: 2),
    ]

    /// Makes leaf, issuing CA and root with openssl.
    private static func path(_ files: OpenSSLFiles, _ row: Case) throws -> [Certificate] {
        func key(_ name: String, _ size: String) throws {
            let kind =
                size.hasPrefix("P")
                ? ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:" + size]
                : ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:" + size]
            try files.output(["genpkey"] + kind + ["-out", name + ".key"])
        }
        try files.write(
            "ca.cnf",
            Array("basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n".utf8)
        )
        try files.write("leaf.cnf", Array("basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\n".utf8))
        try key("root", row.root)
        try key("issuing", row.issuing)
        try key("leaf", row.leaf)
        try files.output("req", "-new", "-key", "root.key", "-subj", "/CN=Root", "-out", "root.csr")
        // The signature of the root itself uses SHA-1, but nothing depends on it.
        try files.output(
            "x509",
            "-req",
            "-sha1",
            "-in",
            "root.csr",
            "-signkey",
            "root.key",
            "-days",
            "9",
            "-extfile",
            "ca.cnf",
            "-out",
            "root.pem"
        )
        for (name, issuer, digest, extensions) in [
            ("issuing", "root", row.issuingDigest, "ca.cnf"), ("leaf", "issuing", row.leafDigest, "leaf.cnf"),
        ] {
            try files.output("req", "-new", "-key", name + ".key", "-subj", "/CN=" + name, "-out", name + ".csr")
            try files.output(
                "x509",
                "-req",
                "-" + digest,
                "-in",
                name + ".csr",
                "-CA",
                issuer + ".pem",
                "-CAkey",
                issuer + ".key",
                "-days",
                "8",
                "-extfile",
                extensions,
                "-out",
                name + ".pem"
            )
        }
        return try ["leaf.pem", "issuing.pem", "root.pem"].map { name in
            try Certificate(derEncoded: files.output("x509", "-in", name, "-outform", "DER"))
        }
    }

    @Test("a path weaker than 112 bits breaks the rule strength, as openssl has it at level 2", arguments: cases)
    func strength(_ row: Case) throws {
        let files = try OpenSSLFiles()
        let path = try Self.path(files, row)
        let time = path[0].notBefore + 60
        var options = PathOptions(time: time)
        let strict = PathValidation.validate(leaf: path[0], intermediates: [path[1]], anchors: [path[2]], options: options)
        options.allowsWeakAlgorithms = true
        let lax = PathValidation.validate(leaf: path[0], intermediates: [path[1]], anchors: [path[2]], options: options)
        #expect(lax.result == .valid(path))
        #expect(lax.weaknesses.map(\.certificate) == (row.weak.map { [$0] } ?? []))
        if let weak = row.weak {
            guard case .invalid(let index, let rule) = strict.result else {
                Issue.record("the path was found valid")
                return
            }
            #expect(index == weak)
            #expect(rule.hasPrefix("strength: "))
        } else {
            #expect(strict.result == .valid(path))
        }
        let judged = try files.run("verify", "-auth_level", "2", "-CAfile", "root.pem", "-untrusted", "issuing.pem", "leaf.pem")
        #expect((judged.status == 0) == (row.weak == nil), "\(judged.errorText)")
    }

    @Test("a revocation list signed with SHA-1 shows that a certificate is revoked, and not that it is good")
    func weakList() throws {
        let files = try OpenSSLFiles()
        let path = try Self.path(files, Case("sound"))
        let config = "[ca]\ndefault_ca=c\n[c]\ndatabase=index\ndefault_md=sha1\ndefault_crl_days=5\n"
        try files.write("ca.cnf", Array(config.utf8))
        func list(_ index: String) throws -> CertificateList {
            try files.write("index", Array(index.utf8))
            try files.output(
                "ca",
                "-gencrl",
                "-config",
                "ca.cnf",
                "-keyfile",
                "issuing.key",
                "-cert",
                "issuing.pem",
                "-out",
                "list.pem"
            )
            return try CertificateList(derEncoded: files.output("crl", "-in", "list.pem", "-outform", "DER"))
        }
        let good = try list("")
        let revoked = try list("R\t351231235959Z\t251201000000Z\t\(path[0].serialHex.uppercased())\tunknown\t/CN=leaf\n")
        var options = PathOptions(time: good.thisUpdate + 60)
        func report(_ lists: [CertificateList], _ revocation: PathOptions.Revocation) -> PathReport {
            options.lists = lists
            options.revocation = revocation
            return PathValidation.validate(leaf: path[0], intermediates: [path[1]], anchors: [path[2]], options: options)
        }
        let strict = report([good], .leaf)
        #expect(!strict.result.isValid)
        #expect(strict.revocation.first?.remark.contains("strength: ") == true)
        #expect(report([good], .available).result.isValid)
        #expect(report([revoked], .available).revocation.first?.status.isRevoked == true)
        options.allowsWeakAlgorithms = true
        let lax = report([good], .leaf)
        #expect(lax.result.isValid)
        #expect(lax.weaknesses.map(\.certificate) == [0])
    }

    @Test("an EC key whose curve has no name or is not known, and a DSA key in a small group, count as weak")
    func unknownStrength() async throws {
        let judge = try await PathJudge()
        let authority = try await judge.authority("CA")
        let files = try OpenSSLFiles()
        func key(_ options: [String]) throws -> SubjectPublicKeyInfo {
            try files.output(["genpkey"] + options + ["-out", "key.pem"])
            return try SubjectPublicKeyInfo(derEncoded: files.output("pkey", "-in", "key.pem", "-pubout", "-outform", "DER"))
        }
        let curve = ["-algorithm", "EC", "-pkeyopt"]
        try files.output(
            "genpkey",
            "-genparam",
            "-algorithm",
            "DSA",
            "-pkeyopt",
            "dsa_paramgen_bits:2048",
            "-pkeyopt",
            "dsa_paramgen_q_bits:160",
            "-out",
            "dsa.pem"
        )
        for key in [
            try key(curve + ["ec_paramgen_curve:P-256", "-pkeyopt", "ec_param_enc:explicit"]),
            try key(curve + ["ec_paramgen_curve:sect113r1"]),
            try key(curve + ["ec_paramgen_curve:secp160r1"]), try key(["-paramfile", "dsa.pem"]),
        ] {
            let leaf = try await authority.issue(subject: .of([(.commonName, "Leaf")]), publicKey: key)
            guard case .invalid(0, let rule) = judge.ours(leaf, [authority.certificate]).result else {
                Issue.record("the path was found valid")
                continue
            }
            #expect(rule.hasPrefix("strength: "))
        }
        let sound = try key(curve + ["ec_paramgen_curve:brainpoolP256r1"])
        let leaf = try await authority.issue(subject: .of([(.commonName, "Leaf")]), publicKey: sound)
        #expect(judge.ours(leaf, [authority.certificate]).result.isValid)
    }
}
