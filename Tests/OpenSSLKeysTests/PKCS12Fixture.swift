import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// A key with its certificate and the certificate of its authority, made by `openssl`, in `k.pem`, `c.pem` and `ca.pem`.
struct PKCS12Fixture {
    let files: OpenSSLFiles
    let pkcs8: [UInt8]
    let certificate: [UInt8]
    let authority: [UInt8]

    init(key: [String] = ["rsa:2048"]) throws {
        files = try OpenSSLFiles()
        try files.output(
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            "cak.pem",
            "-out",
            "ca.pem",
            "-subj",
            "/CN=Some Authority",
            "-days",
            "30"
        )
        try files.output(
            ["req", "-newkey"] + key + ["-nodes", "-keyout", "k.pem", "-out", "r.pem", "-subj", "/CN=Some Holder"]
        )
        try files.output(
            "x509",
            "-req",
            "-in",
            "r.pem",
            "-CA",
            "ca.pem",
            "-CAkey",
            "cak.pem",
            "-set_serial",
            "0x1234",
            "-days",
            "30",
            "-out",
            "c.pem"
        )
        pkcs8 = try Self.block("k.pem", files)
        certificate = try Self.block("c.pem", files)
        authority = try Self.block("ca.pem", files)
    }

    private static func block(_ name: String, _ files: OpenSSLFiles) throws -> [UInt8] {
        try #require(try PEMDocument.parse(String(decoding: files.read(name), as: UTF8.self)).first).bytes
    }

    var content: PKCS12 { PKCS12(pkcs8: pkcs8, certificate: certificate, chain: [authority], friendlyName: "höldér") }

    /// The error text of a program says which of the list it cannot do.
    func tool(_ arguments: String...) throws -> ToolResult {
        try runTool(arguments, directory: files.directory)
    }

    /// Whether a file that was read holds the key and both certificates.
    func expectContent(of store: PKCS12, _ comment: String = "") throws {
        let key = try #require(store.keys.first, "\(comment)")
        #expect(store.keys.count == 1, "\(comment)")
        #expect(try PrivateKeyInfo(derEncoded: key.pkcs8).privateKey == PrivateKeyInfo(derEncoded: pkcs8).privateKey, "\(comment)")
        #expect(Set(store.certificates.map(\.derEncoded)) == [certificate, authority], "\(comment)")
        #expect(store.certificate(for: key)?.derEncoded == certificate, "\(comment)")
    }
}
