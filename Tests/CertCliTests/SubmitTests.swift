import CAInterface
import CertCli
import PKIFormats
import PKITesting
import Synchronization
import Testing

@Suite("ICertRequest::Submit")
struct SubmitTests {
    private let der: [UInt8] = [0x30, 0x03, 0x02, 0x01, 0x05]

    @Test("submit flags have their documented values")
    func values() {
        let encodings: [(SubmitFlags.Encoding, UInt32)] = [(.base64Header, 0), (.base64, 1), (.binary, 2), (.any, 0xff)]
        for (encoding, value) in encodings { #expect(encoding.rawValue == value && SubmitFlags(encoding).rawValue == value) }
        let formats: [(RequestFormat, UInt32)] = [
            (.any, 0), (.pkcs10, 0x100), (.keygen, 0x200), (.pkcs7, 0x300), (.cmc, 0x400), (RequestFormat(rawValue: 0x500), 0x500),
            (.timestampList, 0x600),
        ]
        for (format, value) in formats { #expect(format.rawValue == value && SubmitFlags(.binary, format).rawValue == value | 2) }
        let transports: [(SubmitFlags.Transport, UInt32)] = [(.standard, 0), (.scep, 0x10000), (.rpc, 0x20000), (.http, 0x30000)]
        for (transport, value) in transports {
            #expect(transport.rawValue == value && SubmitFlags(.binary, transport: transport).rawValue == value | 2)
        }
        let options: [(SubmitFlags.Options, UInt32)] = [
            (.fullResponse, 0x40000), (.crls, 0x80000), (.machine, 0x10_0000), (.robo, 0x20_0000), (.clientIDNone, 0x40_0000),
            (.connectOnly, 0x80_0000), (.returnChallenge, 0x100_0000), (.scepPost, 0x200_0000), (.certificateTransparency, 0x400_0000),
            (.presign, 0x800_0000),
        ]
        for (option, value) in options { #expect(option.rawValue == value && SubmitFlags(.binary, .any, option).rawValue == value | 2) }
        #expect(SubmitFlags.encodeMask == 0xff && SubmitFlags.formatMask == 0xff00 && SubmitFlags.clientFlagsMask == 0x1d2_00ff)
        #expect(SubmitFlags.base64Header.rawValue == 0 && SubmitFlags.encodeAny.rawValue == 0xff)
    }

    @Test("a word of submit flags has fields that never mix, and every number is accepted")
    func fields() {
        let word = SubmitFlags(rawValue: 0x80c5_0401)
        #expect(word.encoding == .base64 && word.format == .cmc && word.transport == .scep)
        #expect(word.options == [.fullResponse, .clientIDNone, .connectOnly, SubmitFlags.Options(rawValue: 0x8000_0000)])
        #expect(SubmitFlags(word.encoding, word.format, word.options, transport: word.transport) == word)
        // An option cannot change a field, and a field none of the others.
        var flags = SubmitFlags(.binary, .pkcs10, SubmitFlags.Options(rawValue: 0x3_ffff))
        #expect(flags.rawValue == 0x102)
        flags.format = .keygen
        #expect(flags.format == .keygen && flags.encoding == .binary)
        #expect(flags.adding(.crls).options == .crls)
        flags.encoding = .any
        flags.transport = .http
        flags.options = [.crls]
        #expect(flags.rawValue == 0xb02ff)
    }

    @Test("each input encoding reaches the CA as DER")
    func encodings() async throws {
        let pem = PEMDocument(label: "NEW CERTIFICATE REQUEST", bytes: der).text
        let utf16: [UInt8] = [0xFF, 0xFE] + pem.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xff), UInt8(unit >> 8)] }
        let cases: [(SubmitFlags, [UInt8])] = [
            (.base64Header, Array(pem.utf8)), (.base64, Array(Base64.encode(der, lineLength: 4, lineEnd: "\r\n").utf8)), (.binary, der),
            (.encodeAny, Array(pem.utf8)), (.encodeAny, Array(Base64.encode(der).utf8)), (.encodeAny, der), (.encodeAny, utf16),
        ]
        for (flags, bytes) in cases {
            let authority = ScriptedAuthority(.issued())
            #expect(try await CertRequest(authority: authority).submit(bytes, flags: flags, attributes: .none, config: config) == .issued)
            #expect(authority.submissions.map(\.bytes) == [der])
        }
    }

    @Test("text that is not in the encoding named is 0x8007000D and nothing is sent")
    func undecodable() async {
        for (flags, text) in [
            (SubmitFlags.base64Header, "MAMCAQU="), (.base64, "not base64!"), (.base64, ""), (.binary, ""), (.encodeAny, ""),
        ] {
            let authority = ScriptedAuthority(.issued())
            let request = CertRequest(authority: authority)
            #expect(
                await failure { try await request.submit(Array(text.utf8), flags: flags, attributes: .none, config: config) }
                    == .invalidData
            )
            #expect(request.lastStatus == .invalidData)
            #expect(authority.submissions.isEmpty)
        }
    }

    @Test("each request format is passed on")
    func formats() async throws {
        for format in [RequestFormat.any, .pkcs10, .keygen, .pkcs7, .cmc, .timestampList, .challengeResponse] {
            let authority = ScriptedAuthority(.issued())
            _ = try await CertRequest(authority: authority).submit(
                der,
                flags: SubmitFlags(.binary, format),
                attributes: .none,
                config: config
            )
            #expect(authority.submissions.first?.format == format)
        }
    }

    @Test("CR_IN_CERTIFICATETRANSPARENCY asks the CA for a precertificate")
    func precertificate() async throws {
        let authority = ScriptedAuthority(.issued())
        let flags = SubmitFlags(.binary, .any, .certificateTransparency)
        _ = try await CertRequest(authority: authority).submit(der, flags: flags, attributes: .none, config: config)
        #expect(authority.submissions.first?.wantsPrecertificate == true)
    }

    @Test("CR_IN_PRESIGN asks for a pre-signed certificate, CR_IN_ROBO for a renewal on behalf of others")
    func presignedAndOnBehalf() async throws {
        for (flag, presigned, onBehalf) in [(SubmitFlags.Options.presign, true, false), (.robo, false, true), ([], false, false)] {
            let authority = ScriptedAuthority(.issued())
            _ = try await CertRequest(authority: authority).submit(
                der,
                flags: SubmitFlags(.binary, .any, flag),
                attributes: .none,
                config: config
            )
            #expect(authority.submissions.first?.wantsPresigned == presigned)
            #expect(authority.submissions.first?.renewsOnBehalf == onBehalf)
        }
    }

    @Test("CR_IN_FULLRESPONSE asks the CA for a full response")
    func fullResponse() async throws {
        for wanted in [true, false] {
            let authority = ScriptedAuthority(.issued())
            _ = try await CertRequest(authority: authority).submit(
                der,
                flags: SubmitFlags(.binary, .any, wanted ? .fullResponse : []),
                attributes: .none,
                config: config
            )
            #expect(authority.submissions.first?.wantsFullResponse == wanted)
        }
    }

    @Test("revocation lists that cannot be fetched hide nothing of what was issued, and are asked for again")
    func listsFail() async throws {
        let authority = ScriptedAuthority([.success(.issued())])
        let request = CertRequest(authority: authority)
        #expect(try await request.submit(der, options: .crls, config: config) == .issued)
        #expect(request.requestID == 42 && request.lastStatus == .ok)
        #expect(try request.certificate(.binary).bytes == Disposition.certificateBytes)
        #expect(await failure { try request.certificate(OutputFlags(.binary, [.chain, .crls])) } == .fileNotFound)
        #expect(await failure { try await request.fetchRevocationLists(config: config) } == .fileNotFound)
        let list: [UInt8] = [0x30, 0x00]
        authority.script.withLock {
            $0.properties[.caSigCertCRLChain] = .binary(SignedData.certsOnly([Disposition.certificateBytes], crls: [list]))
        }
        try await request.fetchRevocationLists(config: config)
        #expect(try SignedData(contentInfo: request.certificate(OutputFlags(.binary, [.chain, .crls])).bytes).crls == [list])
        #expect(authority.submissions.count == 1)
    }

    @Test("a submission key that the caller chose is the one that is sent")
    func chosenKey() async throws {
        let authority = ScriptedAuthority([.success(.issued()), .success(.issued())])
        let request = CertRequest(authority: authority)
        for _ in 0..<2 {
            _ = try await request.submit(
                der,
                flags: SubmitFlags(.binary, .pkcs10),
                attributes: .none,
                config: config,
                submissionKey: "mine"
            )
        }
        #expect(authority.submissions.map(\.submissionKey) == ["mine", "mine"])
    }

    @Test("CR_IN_CRLS puts the revocation lists into the chain that CR_OUT_CRLS asks for")
    func crls() async throws {
        let list: [UInt8] = [0x30, 0x03, 0x02, 0x01, 0x09]
        let chain = SignedData.certsOnly([Disposition.certificateBytes], crls: [list])
        let authority = ScriptedAuthority([.success(.issued())], properties: [.caSigCertCRLChain: .binary(chain)])
        let request = CertRequest(authority: authority)
        _ = try await request.submit(der, flags: SubmitFlags(.binary, .any, .crls), attributes: .none, config: config)
        #expect(try SignedData(contentInfo: request.certificate(OutputFlags(.binary, [.chain, .crls])).bytes).crls == [list])
        #expect(try SignedData(contentInfo: request.certificate(OutputFlags(.binary, .chain)).bytes).crls.isEmpty)
    }

    @Test("CR_IN_CONNECTONLY reaches the CA, sends nothing and answers incomplete")
    func connectOnly() async throws {
        let authority = ScriptedAuthority()
        let request = CertRequest(authority: authority)
        #expect(
            try await request.submit(der, flags: SubmitFlags(.binary, .any, .connectOnly), attributes: .none, config: config) == .incomplete
        )
        #expect(authority.submissions.isEmpty && authority.asked == ["property 6 0"])
        #expect(request.lastStatus == .ok && request.requestID == 0)
    }

    @Test("flags of the client alone change nothing: RPC, HTTP, machine, no client id, return the challenge")
    func clientFlags() async throws {
        let all = [
            SubmitFlags(.binary, transport: .rpc), SubmitFlags(.binary, transport: .http),
            SubmitFlags(.binary, .any, [.machine, .clientIDNone, .returnChallenge]),
        ]
        for flags in all {
            let authority = ScriptedAuthority(.issued())
            #expect(
                try await CertRequest(authority: authority).submit(der, flags: flags, attributes: .none, config: config)
                    == .issued
            )
            #expect(authority.submissions.first?.bytes == der)
        }
    }

    @Test("flags for what is not built are 0x80004001 and nothing is sent")
    func unsupported() async {
        let all: [(SubmitFlags, String)] = [
            (SubmitFlags(.binary, transport: .scep), "CR_IN_SCEP"), (SubmitFlags(.binary, .any, .scepPost), "CR_IN_SCEPPOST"),
            (SubmitFlags(rawValue: 0x702), "0x700"), (SubmitFlags(rawValue: 0x1000_0002), "0x10000000"),
        ]
        for (flags, name) in all {
            let authority = ScriptedAuthority(.issued())
            let request = CertRequest(authority: authority)
            let error = await #expect(throws: CAError.self) {
                try await request.submit(der, flags: flags, attributes: .none, config: config)
            }
            #expect(error?.status == .notImplemented && error?.message.contains(name) == true, "\(name): \(error?.message ?? "")")
            #expect(authority.submissions.isEmpty)
        }
    }

    @Test("attributes travel beside the request, from text or a dictionary")
    func attributes() async throws {
        let authority = ScriptedAuthority([.success(.issued()), .success(.issued())])
        let request = CertRequest(authority: authority)
        _ = try await request.submit(
            der,
            flags: .binary,
            attributes: RequestAttributes(raw: "CertificateTemplate:User\nSAN:dns=a"),
            config: config
        )
        _ = try await request.submit(der, format: .pkcs10, attributes: ["CertificateTemplate": "WebServer"], config: config)
        #expect(authority.submissions.map { $0.attributes["certificatetemplate"] } == ["User", "WebServer"])
        #expect(authority.submissions[0].attributes["SAN"] == "dns=a")
    }

    @Test("every submit carries a submission key of its own")
    func submissionKeys() async throws {
        let authority = ScriptedAuthority([.success(.issued()), .success(.issued())])
        let request = CertRequest(authority: authority)
        for _ in 0..<2 { _ = try await request.submit(der, format: .pkcs10, config: config) }
        let keys = authority.submissions.compactMap(\.submissionKey)
        #expect(keys.count == 2 && Set(keys).count == 2 && keys.allSatisfy { $0.count >= 32 })
    }

    @Test("a malformed config string is 0x80070057, an enrollment web service 0x80004001")
    func configs() async {
        let request = CertRequest(authority: ScriptedAuthority(.issued()))
        for text in ["", "host", "\\CA", "host\\", "host:0\\CA", "host:x\\CA", "a host\\CA", "user@host\\CA"] {
            #expect(await failure { try await request.submit(der, format: .pkcs10, config: text) } == .invalidArgument, "\(text)")
        }
        let service = "https://pki.example.test/CA_CES_UsernamePassword/service.svc/CES"
        #expect(await failure { try await request.submit(der, format: .pkcs10, config: service) } == .notImplemented)
    }

    @Test("config strings carry host, port and CA name")
    func configParts() throws {
        let plain = try ConfigString(" \"pki.example.test\\Example CA\" ")
        #expect(plain.host == "pki.example.test" && plain.port == 443 && plain.authority == "Example CA")
        let port = try ConfigString("127.0.0.1:8443\\A\\B")
        #expect(port.host == "127.0.0.1" && port.port == 8443 && port.authority == "A\\B" && port.description == "127.0.0.1:8443\\A\\B")
        let six = try ConfigString("[::1]:8443\\CA")
        #expect(six.host == "::1" && six.port == 8443 && six.machine == "[::1]:8443")
        #expect(try ConfigString("host", authorityRequired: false).authority.isEmpty)
    }
}
