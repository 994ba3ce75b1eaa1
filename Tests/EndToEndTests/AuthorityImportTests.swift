import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("A move from AD CS by commands", .timeLimit(.minutes(10)))
struct AuthorityImportTests {
    /// The command on a directory without a server.
    private func imported(_ former: FormerAuthority, _ folder: String, _ arguments: [String], password: String = FormerAuthority.password)
        async throws -> ToolResult
    {
        try former.files.write("password", Array(password.utf8))
        return try await run(
            [Programs.chancery, "authority", "import"] + arguments
                + ["--pfx-password-file", "password", "--data", folder + "/data", "--host", "pki.example.test"],
            directory: former.files.directory
        )
    }

    /// What certutil would export of certificates that were issued.
    private func history(_ certificates: [Certificate]) -> String {
        let rows = certificates.enumerated().map { index, certificate in
            "\"\(index + 2)\",\"CORP\\alice\",\"25/11/2025 10:00\",\"25/11/2025 10:00\",\"20 -- Issued\",\"0x0 (WIN32: 0)\",\"Issued\",\"User\",\"EMPTY\",\"EMPTY\",\"EMPTY\",\"\(Base64.encode(certificate.derEncoded))\""
        }
        let headings = [
            "RequestID", "RequesterName", "SubmittedWhen", "ResolvedWhen", "Disposition", "StatusCode", "DispositionMessage",
            "CertificateTemplate", "RevokedWhen", "RevokedEffectiveWhen", "RevokedReason", "RawCertificate",
        ]
        return ([headings.map { "\"\($0)\"" }.joined(separator: ",")] + rows).joined(separator: "\r\n") + "\r\n"
    }

    @Test("a CA of two keys moves with its lists and its history, goes on, and the record verifies", .enabled(if: hasTool("certtool")))
    func moved() async throws {
        let former = try FormerAuthority()
        let (gone, later, good) = (
            try former.issue(serial: "6100000abc0000000001", generation: 0),
            try former.issue(serial: "6100000abc0000000002", generation: 1),
            try former.issue(serial: "6100000abc0000000003", generation: 2)
        )
        try former.list(key: 0, number: 41, revoked: [(gone.serialHex, "keyCompromise")])
        try former.list(key: 1, number: 7)
        let folder = try RunningServer.newFolder()
        let lists = ["--list", "list0-41.crl", "--list", "list1-7.pem"]
        let backup = try former.backup()
        let made = try await imported(former, folder, backup + lists + ["--name", "corp issuing ca"])
        #expect(made.status == 0, "\(made.text)\(made.errorText)")
        #expect(made.text.contains("with 3 certificates and 2 keys"))
        let again = try await imported(former, folder, backup + lists)
        #expect(again.status != 0 && again.errorText.contains("here already"), "\(again.errorText)")

        let server = try await RunningServer.start(folder: folder, options: ["--single-operator"], expectsTrust: false)
        func ask(_ file: String, _ generation: Int) async throws -> String {
            let result = try await run(
                [
                    "openssl", "ocsp", "-issuer", "ca\(generation).pem", "-cert", file, "-url", server.endpoints.http + "/ocsp", "-CAfile",
                    "root.pem", "-verify_other", "ca\(generation).pem",
                ],
                directory: former.files.directory
            )
            return result.text + result.errorText
        }
        // Revoked by the list that was taken over, without a row.
        #expect(try await ask("leaf-\(gone.serialHex).pem", 0).contains(": revoked"))
        try former.files.write("history.csv", Array(history([gone, later, good]).utf8))
        let rows = try await server.administer([
            "authority", "import-history", former.files.directory + "/history.csv", "--dates", "day-first", "--authority",
            FormerAuthority.name,
        ])
        #expect(rows.status == 0, "\(rows.text)\(rows.errorText)")
        let revoked = try await server.administer([
            "certificate", "revoke", later.serialHex, "--reason", "superseded", "--authority", FormerAuthority.name,
        ])
        #expect(revoked.status == 0, "\(revoked.text)\(revoked.errorText)")
        for (certificate, generation, verdict) in [(gone, 0, ": revoked"), (later, 1, ": revoked"), (good, 2, ": good")] {
            let said = try await ask("leaf-\(certificate.serialHex).pem", generation)
            #expect(said.contains(verdict), "\(certificate.serialHex): \(said)")
            #expect(said.contains("Response verify OK"), "\(said)")
        }
        for (key, path, number, serial) in [
            (0, "Corp%20Issuing%20CA.crl", UInt64(41), gone.serialHex), (1, "Corp%20Issuing%20CA%281%29.crl", 7, later.serialHex),
        ] {
            let bytes = try await server.fetch(server.endpoints.http + "/crl/" + path)
            let list = try CertificateList(derEncoded: bytes)
            #expect(list.crlNumber ?? 0 > number)
            #expect(list.revoked.map { SerialText.hex(of: $0.serialNumber) } == [serial])
            try former.files.write("next\(key).pem", pem: "X509 CRL", bytes)
            let read = try former.files.run("crl", "-in", "next\(key).pem", "-noout", "-CAfile", "ca\(key).pem")
            #expect(read.errorText.contains("verify OK"), "\(read.errorText)")
            let judged = try former.files.tool(
                "certtool",
                "--verify-crl",
                "--load-ca-certificate",
                "ca\(key).pem",
                "--infile",
                "next\(key).pem"
            )
            #expect((judged.text + judged.errorText).contains("Verification output: Verified"), "\(judged.errorText)")
        }
        #expect(await server.stop() == 0)
        let verified = try await run([Programs.chancery, "audit", "verify", "--data", server.data])
        #expect(verified.status == 0 && !verified.text.contains("WRONG"), "\(verified.text)\(verified.errorText)")
    }

    @Test("a wrong password, and a backup without its lists, are told before anything is made")
    func refused() async throws {
        let former = try FormerAuthority(renewals: 0)
        let folder = try RunningServer.newFolder()
        let backup = try former.backup()
        let wrong = try await imported(former, folder, backup, password: "other")
        #expect(wrong.status == 2 && wrong.errorText.contains("The password does not open backup0.p12"), "\(wrong.errorText)")
        let alone = try await imported(former, folder, backup)
        #expect(alone.status != 0 && alone.errorText.contains("--list FILE"), "\(alone.errorText)")
        #expect(!FileManager.default.fileExists(atPath: folder + "/data/chancery.sqlite"))
    }

    @Test("the keys of a backup are written onto SoftHSM, and the server signs with them there", .enabled(if: SoftHSM.library != nil))
    func token() async throws {
        let former = try FormerAuthority(renewals: 0)
        try former.list(key: 0, number: 5)
        let folder = try RunningServer.newFolder()
        let softHSM = try SoftHSM(in: folder + "/softhsm", labels: ["ca"])
        try former.files.write("password", Array(FormerAuthority.password.utf8))
        let arguments =
            [Programs.chancery, "authority", "import"] + (try former.backup())
            + ["--pfx-password-file", "password", "--list", "list0-5.crl", "--key-token", "pkcs11:token=ca", "--data", folder + "/data"]
            + ["--pkcs11-module", SoftHSM.library ?? "", "--token-pin-file", softHSM.pinFile]
        let made = try await run(
            ["env", "SOFTHSM2_CONF=" + softHSM.configuration] + arguments,
            directory: former.files.directory
        )
        #expect(made.status == 0, "\(made.text)\(made.errorText)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/data/keys")
        #expect(!names.contains { $0.hasPrefix("authority-") }, "\(names)")
        let list = try #require(FileManager.default.contents(atPath: folder + "/data/published/crl/Corp Issuing CA.crl"))
        #expect(try CertificateList(derEncoded: [UInt8](list)).crlNumber == 6)
    }
}
