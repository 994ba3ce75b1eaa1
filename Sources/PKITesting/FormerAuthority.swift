import Foundation
package import PKIFormats

/// A CA as AD CS leaves it, made by OpenSSL: below a root of its own, renewed once with a new key and once with the same, with Microsoft's extensions in its certificates.
package struct FormerAuthority: Sendable {
    package static let name = "Corp Issuing CA"
    package static let password = "P@ssw0rd für CA"

    package let files: OpenSSLFiles
    /// How often it was renewed.
    package let renewals: Int

    /// - Parameters:
    ///   - renewals: 0 to 2.
    ///   - days: how long its certificates are valid.
    ///   - wrongHash: the second certificate names another one before it.
    package init(renewals: Int = 2, days: Int = 700, wrongHash: Bool = false) throws {
        files = try OpenSSLFiles()
        self.renewals = renewals
        try files.output(
            ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "root.key", "-out", "root.pem", "-days", "3650"]
                + ["-subj", "/DC=com/DC=corp/CN=Corp Root CA", "-addext", "keyUsage=critical,keyCertSign,cRLSign"]
        )
        for key in 0...min(renewals, 1) { try files.output("genrsa", "-out", "key\(key).pem", "2048") }
        for generation in 0...renewals { try certify(generation, days: days, wrongHash: wrongHash) }
    }

    /// The number of the key in a certificate.
    package static func key(of generation: Int) -> Int { min(generation, 1) }

    private func certify(_ generation: Int, days: Int, wrongHash: Bool) throws {
        let key = Self.key(of: generation)
        var extensions = """
            basicConstraints=critical,CA:TRUE
            keyUsage=digitalSignature,keyCertSign,cRLSign
            subjectKeyIdentifier=hash
            authorityKeyIdentifier=keyid
            1.3.6.1.4.1.311.21.1=ASN1:INTEGER:\(key << 16 | generation)
            crlDistributionPoints=URI:http://win.corp.example/CertEnroll/Corp%20Root%20CA.crl

            """
        if generation > 0 {
            let former = try files.output("x509", "-in", "ca\(wrongHash ? 0 : generation - 1).pem", "-outform", "DER")
            let hash = try files.output(["dgst", "-sha1", "-binary"], input: wrongHash ? former + [0] : former)
            extensions += "1.3.6.1.4.1.311.21.2=ASN1:FORMAT:HEX,OCT:\(Hex.encode(hash))\n"
        }
        try files.write("ca.ext", Array(extensions.utf8))
        try files.output("req", "-new", "-key", "key\(key).pem", "-subj", "/DC=com/DC=corp/CN=\(Self.name)", "-out", "ca.req")
        try files.output(
            ["x509", "-req", "-in", "ca.req", "-CA", "root.pem", "-CAkey", "root.key", "-set_serial", "0x6100000\(generation)5a2b3c4d5e6f"]
                + ["-days", "\(days)", "-extfile", "ca.ext", "-out", "ca\(generation).pem"]
        )
    }

    /// A PFX for each key, as `certutil -backupKey` would have them in one, with the certificates of the key and the root.
    /// - Parameter isLegacy: with the ciphers that Windows used before 2022: RC2 and triple DES.
    /// - Returns: the names of the files.
    package func backup(isLegacy: Bool = true) throws -> [String] {
        try (0...min(renewals, 1)).map { key in
            let own = (0...renewals).filter { Self.key(of: $0) == key }
            let others = try own.dropLast().map { "ca\($0).pem" }.map { try files.read($0) } + [try files.read("root.pem")]
            try files.write("others.pem", others.flatMap { $0 })
            try files.output(
                ["pkcs12", "-export", "-inkey", "key\(key).pem", "-in", "ca\(own[own.count - 1]).pem", "-certfile", "others.pem"]
                    + ["-name", Self.name, "-passout", "pass:\(Self.password)", "-out", "backup\(key).p12"] + (isLegacy ? ["-legacy"] : [])
            )
            return "backup\(key).p12"
        }
    }

    /// A certificate that it issued.
    package func issue(serial: String, generation: Int) throws -> Certificate {
        let uri = "http://win.corp.example/CertEnroll/Corp%20Issuing%20CA.crl"
        try files.write(
            "leaf.ext",
            Array("subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\ncrlDistributionPoints=URI:\(uri)\n".utf8)
        )
        try files.output(
            ["req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "leaf.key"]
                + ["-subj", "/CN=user \(serial)", "-out", "leaf.req"]
        )
        try files.output(
            ["x509", "-req", "-in", "leaf.req", "-CA", "ca\(generation).pem", "-CAkey", "key\(Self.key(of: generation)).pem"]
                + ["-set_serial", "0x" + serial, "-days", "300", "-extfile", "leaf.ext", "-out", "leaf-\(serial).pem"]
        )
        return try Certificate(derEncoded: try files.output("x509", "-in", "leaf-\(serial).pem", "-outform", "DER"))
    }

    /// A list that it signed last.
    /// - Parameters:
    ///   - revoked: serial numbers and the names that OpenSSL has for reasons.
    ///   - base: the number of the complete list to which a delta belongs.
    /// - Returns: DER, which is also in a file `list KEY NUMBER.crl`.
    @discardableResult
    package func list(key: Int, number: Int, revoked: [(serial: String, reason: String)] = [], base: Int? = nil) throws -> [UInt8] {
        let lines = revoked.map { "R\t491231235959Z\t250102030405Z,\($0.reason)\t\($0.serial.uppercased())\tunknown\t/CN=user\n" }
        try files.write("index.txt", Array(lines.joined().utf8))
        let digits = String(number, radix: 16)
        try files.write("crlnumber", Array(((digits.count % 2 == 0 ? "" : "0") + digits + "\n").utf8))
        let configuration = """
            [ca]
            default_ca=former
            [former]
            database=index.txt
            crlnumber=crlnumber
            default_md=sha256
            default_crl_days=8
            crl_extensions=list
            [list]
            authorityKeyIdentifier=keyid
            1.3.6.1.4.1.311.21.1=ASN1:INTEGER:\(key << 16 | key)
            \(base.map { "2.5.29.27=critical,ASN1:INTEGER:\($0)" } ?? "")

            """
        try files.write("ca.cnf", Array(configuration.utf8))
        let file = "list\(key)-\(number)\(base == nil ? "" : "+")"
        try files.output("ca", "-config", "ca.cnf", "-gencrl", "-keyfile", "key\(key).pem", "-cert", "ca\(key).pem", "-out", file + ".pem")
        let bytes = try files.output("crl", "-in", file + ".pem", "-outform", "DER")
        try files.write(file + ".crl", bytes)
        return bytes
    }

    package func pem(_ name: String) throws -> [[UInt8]] {
        try PEMDocument.parse(String(decoding: try files.read(name), as: UTF8.self)).map(\.bytes)
    }
}
