import Foundation
import PKITesting
import Testing

@Suite("certreq in the dashed spelling of scripts written for Windows", .timeLimit(.minutes(10)))
struct WindowsSpellingTests {
    @Test("-new, -submit, -retrieve and -accept print the lines scripts match and exit with 0")
    func lines() async throws {
        let server = try await SharedServer.get()
        let certreq = try Certreq(server, as: try await SharedServer.account(.alice))
        let policy = try server.write(
            """
            [Version]
            Signature="$Windows NT$"
            [NewRequest]
            Subject = "CN=ignored" ; names come from the directory
            KeyAlgorithm = ECDSA_P256
            KeyLength = 256
            [RequestAttributes]
            CertificateTemplate = ClientAuth
            """,
            to: "dashed-\(UUID().uuidString).inf"
        )
        let file = server.folder + "/dashed-" + UUID().uuidString
        let made = try await certreq.dashed(["-new", policy, file + ".req"])
        #expect(made.status == 0 && made.text.contains("CertReq: Request Created"), "\(made.text)\(made.errorText)")

        let submitted = try await certreq.dashed(["-submit", file + ".req", file + ".cer", file + ".p7b"])
        #expect(submitted.status == 0, "\(submitted.text)\(submitted.errorText)")
        let lines = submitted.text.split(separator: "\n").map(String.init)
        let id = try #require(lines.first?.dropFirst("RequestId: ".count)).description
        #expect(Int(id) != nil && lines[1] == "RequestId: \"\(id)\"")
        #expect(lines[2].hasPrefix("Certificate retrieved(Issued) Issued"))

        // An existing file is kept unless -f is given.
        let kept = try await certreq.dashed(["-retrieve", id, file + ".cer"])
        #expect(kept.status == 0x50 && kept.errorText.contains("-f"), "\(kept.status) \(kept.errorText)")
        let again = try await certreq.dashed(["-retrieve", "-f", id, file + ".cer"])
        #expect(again.status == 0 && again.text.contains("Certificate retrieved(Issued)"), "\(again.text)\(again.errorText)")

        let accepted = try await certreq.dashed(["-accept", file + ".p7b"])
        #expect(accepted.status == 0 && accepted.text.contains("Installed Certificate:"), "\(accepted.text)\(accepted.errorText)")
    }

    @Test(
        "-? prints the help of the program, or of the verb beside it, and exits with 0",
        arguments: [
            ("-?", "SUBCOMMANDS"), ("/?", "SUBCOMMANDS"), ("-new -?", "certreq new"), ("-? -submit", "certreq submit"),
            ("accept -?", "certreq accept"),
        ]
    )
    func help(_ line: String, words: String) async throws {
        let told = try await run([Programs.certreq] + line.split(separator: " ").map(String.init))
        #expect(told.status == 0 && told.errorText.isEmpty, "\(told.errorText)")
        #expect(told.text.contains("USAGE") && told.text.contains(words), "\(told.text)")
    }

    @Test(
        "-? beside a dashed verb lists the dashed options of that verb",
        arguments: [
            ("-new", ["-attrib", "-binary", "-f ", "-q ", "-config", "-machine"], ["-crl"]),
            ("-submit", ["-attrib", "-binary", "-crl", "-f ", "-config", "-UserName"], ["-noEKU"]),
            ("-accept", ["-f ", "-machine", "-trust"], ["-attrib", "-binary"]),
        ]
    )
    func dashedHelp(_ verb: String, listed: [String], absent: [String]) async throws {
        let told = try await run([Programs.certreq, verb, "-?"])
        let lines = told.text.split(separator: "\n")
        #expect(told.status == 0)
        for option in listed { #expect(lines.contains { $0.hasPrefix("  " + option) }, "\(option): \(told.text)") }
        for option in absent { #expect(!told.text.contains(option), "\(told.text)") }
    }

    @Test("a denial is printed in one line with its code, and the exit code is the low octet of the result")
    func denial() async throws {
        let server = try await SharedServer.get()
        let certreq = try Certreq(server, as: try await SharedServer.account(.alice))
        let request = try server.write(try await server.newRequest(), to: "dashed-denied-\(UUID().uuidString).req")
        let denied = try await certreq.dashed(["-submit", "-attrib", "CertificateTemplate:WebServer", request])
        #expect(denied.text.contains("Certificate not issued (Denied) Denied by Policy Module"), "\(denied.text)\(denied.errorText)")
        #expect(denied.text.contains("0x80094012"))
        #expect(denied.status == 0x12)
    }

    @Test(
        "an option that is not built is refused by its name before anything is done",
        arguments: [
            ("-PolicyServer x", "https://HOST"), ("-PolicyServer https://h/ADPolicyProvider_CEP_Kerberos/service.svc/CEP", "MS-XCEP"),
            ("-Kerberos", "-ClientCertificate"),
        ]
    )
    func notBuilt(_ option: String, remedy: String) async throws {
        let words = option.split(separator: " ").map(String.init)
        for verb in ["-new", "-submit", "-enroll"] {
            let refused = try await run([Programs.certreq, verb] + words + ["nowhere"])
            #expect(refused.status == 1 && refused.errorText.contains("0x80004001"), "\(refused.status) \(refused.errorText)")
            #expect(refused.errorText.lowercased().contains(words[0].lowercased()))
            #expect(refused.errorText.contains(remedy), "\(refused.errorText)")
        }
    }

    @Test(
        "an option or a file that would be ignored is refused",
        arguments: [
            "-new -crl a b", "-accept -attrib a:b c", "-enroll -binary User", "-accept a b", "-submit a b c d e",
            "-submit -anonymous -credentials x a", "-submit -cert x a", "-submit -noEKU a", "-enroll User Renew", "-enroll -cert x Other",
            "-sign a", "-submit -p b a", "-submit -HashAlgorithm sha256 a", "-submit -xchg x a", "-sign -AlternateSignatureAlgorithm a",
            "-new -RenewOnBehalfOf a b", "-new -user -machine a b", "-retrieve -attrib a:b 7",
        ]
    )
    func withoutEffect(_ line: String) async throws {
        let refused = try await run([Programs.certreq] + line.split(separator: " ").map(String.init))
        #expect(refused.status == 0x57 && refused.errorText.contains("0x80070057"), "\(refused.status) \(refused.errorText)")
    }

    @Test(
        "a PIN on the command line is refused and not repeated, whatever the verb",
        arguments: ["-new", "-submit", "-retrieve", "-accept", "-enroll"]
    )
    func secrets(verb: String) async throws {
        let refused = try await run([Programs.certreq, verb, "-pin", "hunter2", "nowhere"])
        #expect(refused.status == 0x57, "\(refused.status) \(refused.errorText)")
        #expect(refused.errorText.contains("-pin would put a secret on the command line"), "\(refused.errorText)")
        #expect(!(refused.text + refused.errorText).contains("hunter2"), "\(refused.errorText)")
    }

    @Test("a request is made and its answer accepted for the user and for the machine", arguments: ["-user", "-machine"])
    func contexts(_ context: String) async throws {
        let server = try await SharedServer.get()
        let certreq = try Certreq(server, as: try await SharedServer.account(.alice))
        let file = server.folder + "/context-" + UUID().uuidString
        let policy = try server.write(
            "[NewRequest]\nSubject = \"CN=ignored\"\nKeyAlgorithm = ECDSA_P256\n[RequestAttributes]\nCertificateTemplate = ClientAuth\n",
            to: "context-\(UUID().uuidString).inf"
        )
        let made = try await certreq.dashed(["-new", context, policy, file + ".req"])
        #expect(made.status == 0, "\(made.text)\(made.errorText)")
        let submitted = try await certreq.dashed(["-submit", file + ".req", file + ".cer", file + ".p7b"])
        #expect(submitted.status == 0, "\(submitted.text)\(submitted.errorText)")
        let accepted = try await certreq.dashed(["-accept", context, file + ".p7b"])
        #expect(accepted.status == 0 && accepted.text.contains("Installed Certificate:"), "\(accepted.text)\(accepted.errorText)")
    }

    @Test(
        "a verb that serves Windows' own logon, or sends files anywhere, is refused with another way",
        arguments: [
            ("-EnrollAIK", "TPM"), ("-EnrollCredGuardCert x", "Credential Guard"), ("-EnrollLogon -q", "Windows Hello"),
            ("-post x", "any address"),
        ]
    )
    func windowsOnly(_ line: String, reason: String) async throws {
        let refused = try await run([Programs.certreq] + line.split(separator: " ").map(String.init))
        #expect(refused.status == 1 && refused.errorText.contains("0x80004001"), "\(refused.errorText)")
        #expect(refused.errorText.contains(reason), "\(refused.errorText)")
    }

    @Test("-PolicyServer and -config with the https address of the server find its templates and its only CA")
    func addresses() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let credentials = try server.write("username=\(account.name)\npassword=\(account.password)\n", to: "address-\(UUID().uuidString)")
        for option in ["-PolicyServer", "-config"] {
            let store = server.folder + "/store-" + UUID().uuidString
            let line = [option, server.endpoints.https, "-credentials", credentials, "-trust", server.root, "-store", store, "ClientAuth"]
            let done = try await run([Programs.certreq, "-enroll", "-q"] + line)
            #expect(done.status == 0 && done.text.contains("Installed Certificate:"), "\(option): \(done.errorText)")
        }
        let two = try await run([
            Programs.certreq, "-enroll", "-PolicyServer", server.endpoints.https, "-config", "other:1\\CA", "ClientAuth",
        ])
        #expect(two.status == 0x57, "\(two.errorText)")
    }
}
