import Foundation
import PKITesting
import Testing

/// Command sequences with the options that public scripts for Windows use. They run in `sh` as they are: a client configuration names the CA, the trust
/// and the credentials, as a domain does on Windows.
@Suite("Scripts written for Windows run with nothing added to their lines", .timeLimit(.minutes(10)))
struct WindowsScriptTests {
    struct Script: CustomTestStringConvertible, Sendable {
        let name: String
        let person: SharedServer.Person
        let lines: String
        /// The exit code of the last line.
        var status: Int32 = 0
        /// Each must be in what the lines print.
        var says: [String] = []
        var files: [String] = []

        var testDescription: String { name }
    }

    private static let web = SharedServer.Person.clerk
    private static let issued = "Certificate retrieved(Issued) Issued"

    static let scripts = [
        Script(
            name: "new quietly, replacing a former request",
            person: .alice,
            lines: "echo old > x.req\ncertreq -q -f -new x.inf x.req",
            says: ["CertReq: Request Created"],
            files: ["x.req"]
        ),
        Script(
            name: "submit with every file",
            person: web,
            lines: """
                certreq -new -q x.inf x.req
                certreq -submit -q -config "DC01\\Corp CA" -attrib "CertificateTemplate:WebServer" x.req x.cer x.p7b x.rsp
                """,
            says: [issued],
            files: ["x.cer", "x.p7b", "x.rsp"]
        ),
        Script(
            name: "new, submit and accept in three lines",
            person: web,
            lines: """
                certreq -new web.inf x.req
                certreq -submit -config "DC01\\Corp CA" x.req x.cer
                certreq -accept x.cer
                """,
            says: [issued, "Installed Certificate:", "  Thumbprint: "]
        ),
        Script(
            name: "the chooser's dash is the default CA",
            person: web,
            lines: "certreq -new x.inf x.req\ncertreq -submit -config - -attrib \"CertificateTemplate:WebServer\" x.req x.cer",
            says: [issued],
            files: ["x.cer"]
        ),
        Script(
            name: "no -config is the default CA",
            person: web,
            lines: "certreq -new x.inf x.req\ncertreq -submit -attrib \"CertificateTemplate:WebServer\" x.req x.cer",
            says: [issued],
            files: ["x.cer"]
        ),
        Script(
            name: "options before the verb",
            person: web,
            lines:
                "certreq -q -new x.inf x.req\ncertreq -config \"DC01\\Corp CA\" -attrib \"CertificateTemplate:WebServer\" -q -submit x.req x.cer",
            says: [issued],
            files: ["x.cer"]
        ),
        Script(
            name: "the verb of Windows' default is submit",
            person: web,
            lines: "certreq -new web.inf x.req\ncertreq x.req x.cer",
            says: [issued],
            files: ["x.cer"]
        ),
        Script(
            name: "the program's name with .exe",
            person: web,
            lines: "certreq.exe -new -f web.inf x.req\ncertreq.exe -submit -config \"DC01\\Corp CA\" x.req x.cer",
            says: ["CertReq: Request Created", issued]
        ),
        Script(
            name: "capital letters in verbs and options",
            person: web,
            lines: "certreq -New -Q web.inf x.req\ncertreq -Submit -Config \"dc01\\corp ca\" x.req x.cer\ncertreq -Accept x.cer",
            says: [issued, "Installed Certificate:"]
        ),
        Script(
            name: "slashes before verbs and options",
            person: web,
            lines: "certreq /new /q web.inf x.req\ncertreq /submit /f x.req x.cer",
            says: [issued],
            files: ["x.cer"]
        ),
        Script(
            name: "several attributes with a literal backslash n",
            person: web,
            lines: """
                certreq -new x.inf x.req
                certreq -submit -attrib "CertificateTemplate:WebServer\\nRequestNote:from a script" x.req x.cer
                """,
            says: [issued]
        ),
        Script(
            name: "DER files",
            person: web,
            lines: """
                certreq -new -binary web.inf x.req
                openssl req -inform DER -in x.req -noout -verify
                certreq -submit -binary x.req x.cer x.p7b
                openssl x509 -inform DER -in x.cer -noout -subject
                openssl pkcs7 -inform DER -in x.p7b -noout
                """,
            says: [issued, "scripted.example.test"]
        ),
        Script(
            name: "a chain with revocation lists",
            person: web,
            lines:
                "certreq -new web.inf x.req\ncertreq -submit -crl x.req x.cer x.p7b\nopenssl pkcs7 -in x.p7b -print_certs -noout; certreq dump x.p7b",
            says: [issued]
        ),
        Script(
            name: "the request id from the output's first line, for -retrieve",
            person: web,
            lines: """
                certreq -new web.inf x.req
                id=$(certreq -submit x.req x.cer | sed -n 's/^RequestId: \\([0-9]*\\)$/\\1/p' | head -1)
                certreq -retrieve -q -f -config "DC01\\Corp CA" $id again.cer again.p7b
                cmp x.cer again.cer
                """,
            files: ["again.cer", "again.p7b"]
        ),
        Script(
            name: "-retrieve with a request id in hex",
            person: web,
            lines: """
                certreq -new web.inf x.req
                id=$(certreq -submit x.req x.cer | awk '/^RequestId: [0-9]/ { print $2; exit }')
                certreq -retrieve $(printf '0x%x' $id) again.cer
                """,
            says: [issued],
            files: ["again.cer"]
        ),
        Script(
            name: "-retrieve by serial number",
            person: web,
            lines: """
                certreq -new web.inf x.req
                certreq -submit x.req x.cer
                certreq -retrieve $(openssl x509 -in x.cer -noout -serial | cut -d= -f2) again.cer
                """,
            says: [issued],
            files: ["again.cer"]
        ),
        Script(
            name: "a request that waits for an officer",
            person: web,
            lines: "certreq -new -q agent.inf x.req\ncertreq -submit -q -config \"DC01\\Corp CA\" x.req x.cer",
            says: ["RequestId: ", "Certificate request is pending: Taken Under Submission (0)"]
        ),
        Script(
            name: "a denied request",
            person: .alice,
            lines: "certreq -new x.inf x.req\ncertreq -submit -attrib \"CertificateTemplate:WebServer\" x.req x.cer",
            status: 0x12,
            says: ["Certificate not issued (Denied) Denied by Policy Module", "0x80094012"]
        ),
        Script(
            name: "a script that tests the exit code and matches the line",
            person: .alice,
            lines: """
                certreq -new -f -q x.inf x.req || exit 90
                certreq -submit -q -attrib "CertificateTemplate:ClientAuth" x.req x.cer > out.txt || exit 91
                grep -q 'Certificate retrieved(Issued)' out.txt || exit 92
                certreq -accept -q x.cer | grep 'Installed Certificate'
                """,
            says: ["Installed Certificate"]
        ),
        Script(
            name: "enroll for the user",
            person: .alice,
            lines: "certreq -enroll -user -q ClientAuth",
            says: [issued, "Installed Certificate:"]
        ),
        Script(
            name: "enroll for the machine",
            person: .machine,
            lines: "certreq -enroll -machine -q Machine",
            says: [issued, "Installed Certificate:"]
        ),
        Script(
            name: "enroll with a policy server that Windows would ask",
            person: .machine,
            lines: "certreq -enroll -machine -q -PolicyServer ldap: Machine",
            says: [issued]
        ),
        Script(
            name: "enroll for the machine, and renew by thumbprint",
            person: .machine,
            lines: """
                thumb=$(certreq -enroll -machine -q Machine | awk '/Thumbprint:/ { print $2 }')
                certreq -enroll -machine -q -cert $thumb renew
                """,
            says: [issued, "Installed Certificate:"]
        ),
        Script(
            name: "renew with the old key",
            person: .machine,
            lines: """
                thumb=$(certreq -enroll -machine -q Machine | awk '/Thumbprint:/ { print $2 }')
                certreq -enroll -machine -q -cert $thumb Renew ReuseKeys
                """,
            says: [issued]
        ),
        Script(
            name: "a renewal by policy file, in three lines",
            person: .machine,
            lines: """
                thumb=$(certreq -enroll -machine -q Machine | awk '/Thumbprint:/ { print $2 }')
                printf '[NewRequest]\\r\\nRenewalCert = "%s"\\r\\nRequestType = PKCS7\\r\\nMachineKeySet = TRUE\\r\\n' $thumb > renew.inf
                certreq -new -machine renew.inf renew.req
                certreq -submit renew.req renew.cer
                certreq -accept -machine renew.cer
                """,
            says: [issued, "Installed Certificate:"]
        ),
        Script(
            name: "an account and its password on the line",
            person: web,
            lines:
                "certreq -new x.inf x.req\ncertreq -submit -UserName \"$U\" -p \"$P\" -attrib \"CertificateTemplate:ClientAuth\" x.req x.cer",
            says: [issued],
            files: ["x.cer"]
        ),
        Script(
            name: "a file that exists is kept without -f",
            person: .alice,
            lines:
                "certreq -new x.inf x.req\necho precious > x.cer\ncertreq -submit -attrib \"CertificateTemplate:ClientAuth\" x.req x.cer",
            status: 0x50,
            says: ["-f to overwrite"]
        ),
        Script(
            name: "a request signed again by a certificate of the store",
            person: web,
            lines: """
                certreq -enroll -q ClientAuth
                certreq -new x.inf x.req
                certreq -sign -cert ClientAuth -q x.req signed.req
                certreq dump signed.req
                """,
            files: ["signed.req"]
        ),
        Script(
            name: "a policy around a request",
            person: web,
            lines: """
                certreq -enroll -q ClientAuth
                certreq -new x.inf x.req
                certreq -policy -cert ClientAuth -q x.req web.inf policy.req inner.req
                cmp x.req inner.req
                """,
            files: ["policy.req", "inner.req"]
        ),
        Script(
            name: "a verb that sends files anywhere is refused",
            person: .alice,
            lines: "certreq -post -config http://192.0.2.1/ x.inf",
            status: 1,
            says: ["0x80004001"]
        ),
    ]

    @Test("a sequence of command lines for Windows ends as on Windows: lines, files, exit code", arguments: scripts)
    func runs(_ script: Script) async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(script.person)
        let folder = try Self.folder(server, account)
        let other = try await SharedServer.account(.bob)
        let prelude = """
            export CHANCERY_CLIENT_CONFIG='\(folder)/client.yaml' PATH='\(folder)/bin':"$PATH" U='\(other.name)' P='\(other.password)'
            """
        let done = try await run(["sh", "-c", prelude + "\n" + script.lines], directory: folder)
        let said = done.text + done.errorText
        #expect(done.status == script.status, "\(said)")
        for words in script.says { #expect(said.contains(words), "\(words): \(said)") }
        for file in script.files { #expect(FileManager.default.fileExists(atPath: folder + "/" + file), "\(file): \(said)") }
    }

    @Test("certreq login writes a configuration with which every later line needs no option")
    func login() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let folder = try Self.folder(server, account)
        let lines = """
            export CHANCERY_CLIENT_CONFIG='\(folder)/own/client.yaml' XDG_DATA_HOME='\(folder)/data' PATH='\(folder)/bin':"$PATH"
            certreq login --server '\(server.endpoints.https)' --trust '\(server.root)' --credentials '\(folder)/credentials' --name 'DC01\\Corp CA' || exit 90
            certreq enroll ClientAuth || exit 91
            certreq -enroll -q ClientAuth
            """
        let done = try await run(["sh", "-c", lines], directory: folder)
        #expect(done.status == 0 && done.text.contains("Installed Certificate:"), "\(done.text)\(done.errorText)")
        let mode = try FileManager.default.attributesOfItem(atPath: folder + "/own/client.yaml")[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test(
        "a client configuration with an unknown or missing part is refused, and the nearest key is named",
        arguments: [
            ("authorities:\n  a: { adress: b }\n", "line 2: adress is not a key of a; the nearest one is address"),
            ("defalt: a\nauthorities: {}\n", "line 1: defalt is not a key"), ("authorities:\n  a: { trust: b }\n", "a has no address"),
            ("default: b\nauthorities:\n  a: { address: b }\n", "the default \"b\" is not among"), ("a: [", "it is not YAML"),
            ("authorities:\n  a: { address: b, credentials: c, certificate: d }\n", "keep one"),
        ]
    )
    func refused(_ text: String, words: String) async throws {
        let folder = try RunningServer.newFolder()
        try Data(text.utf8).write(to: URL(filePath: folder + "/client.yaml"))
        for line in ["certreq -submit a", "certreq submit a"] {
            let done = try await run(
                ["env", "CHANCERY_CLIENT_CONFIG=\(folder)/client.yaml", Programs.certreq]
                    + line.split(separator: " ").dropFirst().map(String.init),
                directory: folder
            )
            #expect(done.status != 0 && done.errorText.contains(words), "\(done.errorText)")
        }
    }

    /// A folder with the policies of the scripts, the client configuration, and the program under both names.
    private static func folder(_ server: RunningServer, _ account: Account) throws -> String {
        let folder = server.folder + "/script-" + UUID().uuidString
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder + "/bin", withIntermediateDirectories: true)
        for name in ["certreq", "certreq.exe"] {
            try manager.createSymbolicLink(atPath: folder + "/bin/" + name, withDestinationPath: Programs.certreq)
        }
        let request =
            "[Version]\r\nSignature=\"$Windows NT$\"\r\n\r\n[NewRequest]\r\nSubject = \"CN=scripted.example.test\"\r\nKeyLength = 2048\r\n"
        let names = "[Extensions]\r\n2.5.29.17 = \"{text}\"\r\n_continue_ = \"dns=scripted.example.test&\"\r\n"
        let host = server.endpoints.https.replacing("https://", with: "")
        for (name, text) in [
            ("x.inf", request + names), ("web.inf", request + names + "[RequestAttributes]\r\nCertificateTemplate = WebServer\r\n"),
            ("agent.inf", request + "[RequestAttributes]\r\nCertificateTemplate = EnrollmentAgent\r\n"),
            ("credentials", "username=\(account.name)\npassword=\(account.password)\n"),
            (
                "client.yaml",
                """
                # what a domain tells a computer on Windows
                default: 'DC01\\Corp CA'
                userStore: user-store
                machineStore: machine-store
                authorities:
                  'DC01\\Corp CA': { address: '\(host)', trust: '\(server.root)', credentials: credentials }
                """
            ),
        ] { try Data(text.utf8).write(to: URL(filePath: folder + "/" + name)) }
        return folder
    }
}
