import Foundation
import PKITesting

/// A root, an issuing CA and their files behind a local HTTP server, with an OCSP responder of OpenSSL, for `certreq verify --fetch`.
final class FetchedHierarchy: Sendable {
    let files: OpenSSLFiles
    let port: Int
    private let server: RunningProgram

    init() throws {
        files = try OpenSSLFiles()
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/fetch_server.py").path
        server = try RunningProgram(["python3", script, files.directory])
        port = server.nextLine().flatMap { Int($0) } ?? 0
        let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        try files.output(["req", "-x509"] + curve + ["-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Root", "-days", "30"])
        try files.output("x509", "-in", "root.pem", "-outform", "DER", "-out", "root.der")
        try certificate(
            "issuing",
            issuer: "root",
            ["basicConstraints = critical,CA:TRUE", "crlDistributionPoints = URI:\(url("root.crl"))"]
        )
        try files.output("x509", "-in", "issuing.pem", "-outform", "DER", "-out", "issuing.der")
        try publish()
    }

    deinit {
        server.closeInput()
        server.waitUntilExit()
    }

    func url(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }

    /// Makes `NAME.pem` and `NAME.key`.
    func certificate(_ name: String, issuer: String, _ extensions: [String]) throws {
        let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        try files.output(["req", "-new"] + curve + ["-keyout", name + ".key", "-out", name + ".csr", "-subj", "/CN=\(name)"])
        try files.write(name + ".ext", Array((extensions.joined(separator: "\n") + "\n").utf8))
        let line = ["x509", "-req", "-in", name + ".csr", "-CA", issuer + ".pem", "-CAkey", issuer + ".key", "-CAcreateserial"]
        try files.output(line + ["-days", "20", "-extfile", name + ".ext", "-out", name + ".pem"])
    }

    /// A leaf of the issuing CA with these addresses: `caIssuers;URI:…`, `OCSP;URI:…`.
    func leaf(access: [String], points: [String]) throws {
        var extensions = ["basicConstraints = CA:FALSE"]
        if !access.isEmpty { extensions.append("authorityInfoAccess = " + access.joined(separator: ",")) }
        if !points.isEmpty { extensions.append("crlDistributionPoints = " + points.map { "URI:" + $0 }.joined(separator: ",")) }
        try certificate("leaf", issuer: "issuing", extensions)
        try publish()
    }

    /// Writes the index of OpenSSL's responder and both revocation lists.
    func publish(revoking revoked: Bool = false) throws {
        var index = ""
        if FileManager.default.fileExists(atPath: files.directory + "/leaf.pem") {
            let serial = try files.run("x509", "-in", "leaf.pem", "-noout", "-serial").text.split(separator: "=")[1].filter(\.isHexDigit)
            index = "\(revoked ? "R" : "V")\t351231235959Z\t\(revoked ? "260101000000Z,keyCompromise" : "")\t\(serial)\tunknown\t/CN=leaf\n"
        }
        try files.write("index.txt", Array(index.utf8))
        try files.write("root-index.txt", [])
        for (name, database) in [("root", "root-index.txt"), ("issuing", "index.txt")] {
            let config = "[ca]\ndefault_ca = x\n[x]\ndatabase = \(database)\ndefault_md = sha256\ndefault_crl_days = 3\n"
            try files.write(name + ".cnf", Array(config.utf8))
            let line = [
                "ca", "-gencrl", "-config", name + ".cnf", "-cert", name + ".pem", "-keyfile", name + ".key", "-out", name + ".crl.pem",
            ]
            try files.output(line)
            try files.output("crl", "-in", name + ".crl.pem", "-outform", "DER", "-out", name + ".crl")
        }
    }

    /// The result of `certreq verify leaf.pem --trust root.pem --json`, with more options.
    func verify(_ options: String...) throws -> (status: Int32, object: Dumped) {
        let line = [certreqPath, "verify", "leaf.pem", "--trust", "root.pem", "--json"] + options
        let result = try runTool(line, input: [], directory: files.directory)
        return (result.status, Dumped(try? JSONSerialization.jsonObject(with: Data(result.stdout))))
    }

    /// The request lines that reached the server.
    var requests: [String] {
        ((try? String(contentsOfFile: files.directory + "/requests.log", encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
    }
}
