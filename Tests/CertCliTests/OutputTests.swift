import CAInterface
import CertCli
import PortableFoundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Output encodings")
struct OutputTests {
    private let bytes = Array(UInt8(0)..<40)

    @Test("output flags have their documented values")
    func values() {
        let encodings: [(OutputFlags, UInt32)] = [
            (.base64Header, 0), (.base64, 1), (.binary, 2), (.base64RequestHeader, 3), (.hex, 4), (.hexASCII, 5), (.base64X509CRLHeader, 9),
            (.hexAddress, 10), (.hexASCIIAddress, 11), (.hexRaw, 12),
        ]
        for (flags, value) in encodings {
            #expect(flags.rawValue == value && flags.encoding.rawValue == value && flags.options.isEmpty, "\(flags)")
        }
        let options: [(OutputFlags.Options, UInt32)] = [
            (.chain, 0x100), (.crls, 0x200), (.noCRLF, 0x4000_0000), (.noCR, 0x8000_0000),
        ]
        for (option, value) in options {
            #expect(OutputFlags(.hexRaw, option).rawValue == value | 12)
            #expect(OutputFlags(rawValue: value | 12).options == option)
        }
        #expect(OutputFlags.encodeMask == 0xff && OutputFlags.Encoding.known.count == 10)
    }

    @Test("the base64 forms have 64 columns, CRLF, and the lines of their kind")
    func base64() {
        let body = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJw=="
        #expect(EncodedBytes(bytes, as: .base64).text == body + "\r\n")
        #expect(EncodedBytes(bytes, as: .base64Header).text == "-----BEGIN CERTIFICATE-----\r\n\(body)\r\n-----END CERTIFICATE-----\r\n")
        #expect(
            EncodedBytes(bytes, as: .base64RequestHeader).text
                == "-----BEGIN NEW CERTIFICATE REQUEST-----\r\n\(body)\r\n-----END NEW CERTIFICATE REQUEST-----\r\n"
        )
        #expect(EncodedBytes(bytes, as: .base64X509CRLHeader).text == "-----BEGIN X509 CRL-----\r\n\(body)\r\n-----END X509 CRL-----\r\n")
        let lines = EncodedBytes(Array(repeating: 7, count: 100), as: .base64).text.split(separator: "\r\n")
        #expect(lines.map(\.count) == [64, 64, 8])
    }

    @Test("binary is the DER itself")
    func binary() { #expect(EncodedBytes(bytes, as: .binary).fileContents == bytes) }

    @Test("the hexadecimal forms have sixteen octets a line, offsets and characters where asked")
    func hex() {
        let text = Array("Chancery, again.\u{1}".utf8)
        #expect(EncodedBytes(text, as: .hex).text == "43 68 61 6e 63 65 72 79  2c 20 61 67 61 69 6e 2e\r\n01\r\n")
        #expect(
            EncodedBytes(text, as: .hexASCII).text
                == "43 68 61 6e 63 65 72 79  2c 20 61 67 61 69 6e 2e   Chancery, again.\r\n01" + String(repeating: " ", count: 49) + ".\r\n"
        )
        #expect(EncodedBytes(text, as: .hexAddress).text == "0000\t43 68 61 6e 63 65 72 79  2c 20 61 67 61 69 6e 2e\r\n0010\t01\r\n")
        #expect(
            EncodedBytes(text, as: .hexASCIIAddress).text.hasPrefix(
                "0000\t43 68 61 6e 63 65 72 79  2c 20 61 67 61 69 6e 2e   Chancery, again.\r\n"
            )
        )
        #expect(EncodedBytes(text, as: OutputFlags(.hexRaw, .noCRLF)).text == "4368616e636572792c20616761696e2e01")
    }

    @Test("NOCR ends lines with a line feed, NOCRLF has none")
    func lineEnds() {
        #expect(!EncodedBytes(bytes, as: OutputFlags(.base64Header, .noCR)).text.contains("\r"))
        #expect(EncodedBytes(bytes, as: OutputFlags(.base64, .noCRLF)).text == "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJw==")
        #expect(EncodedBytes(bytes, as: OutputFlags(.hex, .noCRLF)).text.allSatisfy { !$0.isNewline })
    }

    @Test("OpenSSL reads the certificate and the chain, leaf first")
    func openSSL() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let disposition = Disposition.issued(
            certificate: hierarchy.user.certificate.derEncoded,
            chain: hierarchy.chain.map(\.derEncoded)
        )
        let request = CertRequest(authority: ScriptedAuthority(disposition))
        _ = try await request.submit([0x30, 0x00], format: .pkcs10, config: config)
        let leaf = try runTool(["openssl", "x509", "-outform", "DER"], input: try request.certificate(.base64Header).fileContents)
        #expect(leaf.stdout == hierarchy.user.certificate.derEncoded)
        let chain = try request.certificate(.pkcs7Chain)
        let printed = try runTool(["openssl", "pkcs7", "-print_certs"], input: chain.fileContents)
        #expect(printed.status == 0, "\(printed.errorText)")
        let found = try PEMDocument.parse(printed.text).map(\.bytes)
        #expect(found == ([hierarchy.user.certificate] + hierarchy.chain).map(\.derEncoded))
        let binary = try runTool(
            ["openssl", "pkcs7", "-inform", "DER", "-print_certs", "-noout"],
            input: try request.certificate(OutputFlags(.binary, .chain)).fileContents
        )
        #expect(binary.status == 0)
        #expect(try request.issuers() == hierarchy.chain.map(\.derEncoded))
    }
}

@Suite("ICertRequest2: texts, properties, full response")
struct SecondInterfaceTests {
    @Test("error texts: alone, with number and name, with the Win32 code, for HTTP")
    func errorText() {
        let request = CertRequest(authority: ScriptedAuthority())
        #expect(
            ErrorMessageFlags.default.rawValue == 0 && ErrorMessageFlags.hresultString.rawValue == 1
                && ErrorMessageFlags.httpError.rawValue == 2
        )
        let plain = request.errorMessageText(.certsrvKeyLength, flags: .default)
        #expect(!plain.isEmpty && !plain.contains("0x"))
        #expect(
            request.errorMessageText(.certsrvKeyLength, flags: .hresultString) == plain + " 0x80094811 (-2146875375 CERTSRV_E_KEY_LENGTH)"
        )
        #expect(
            request.errorMessageText(.rpcServerUnavailable, flags: .hresultString).hasSuffix(
                " 0x800706ba (WIN32: 1722 RPC_S_SERVER_UNAVAILABLE)"
            )
        )
        #expect(request.errorMessageText(.accessDenied, flags: .hresultString).hasSuffix(" 0x80070005 (WIN32: 5 ERROR_ACCESS_DENIED)"))
        #expect(request.errorMessageText(HRESULT(rawValue: 0x8ABC_DEF0), flags: .hresultString).hasSuffix(" 0x8abcdef0 (-1967333648)"))
        #expect(request.errorMessageText(HRESULT(rawValue: 404), flags: .httpError) == "The requested resource was not found.")
    }

    @Test("caProperty returns numbers, text, dates and bytes in the encoding asked for")
    func properties() async throws {
        let authority = ScriptedAuthority([], properties: [.caSigCert: .binary([1, 2]), .caType: .long(1)])
        let request = CertRequest(authority: authority)
        #expect(try await request.caProperty(.caType, index: 0, type: .long, flags: .base64Header, config: config).long == 1)
        #expect(try await request.caProperty(.caName, index: 0, type: .string, flags: .base64Header, config: config).text == "Scripted CA")
        #expect(
            try await request.caProperty(.caSigCert, index: -1, type: .binary, flags: OutputFlags(.hexRaw, .noCRLF), config: config).text
                == "0102"
        )
        #expect(try await request.caProperty(.caSigCert, index: 0, type: .binary, flags: .binary, config: config).bytes == [1, 2])
    }

    @Test("caProperty refuses a wrong type or a superfluous index with 0x80070057, before asking")
    func wrongProperty() async {
        let authority = ScriptedAuthority()
        let request = CertRequest(authority: authority)
        #expect(
            await failure { try await request.caProperty(.caName, index: 0, type: .long, flags: .base64Header, config: config) }
                == .invalidArgument
        )
        #expect(
            await failure { try await request.caProperty(.caName, index: 1, type: .string, flags: .base64Header, config: config) }
                == .invalidArgument
        )
        // −1 is the newest only where a property has one, and no other index is negative.
        for (id, index) in [(CAPropertyID.caCertState, -1), (.caSigCert, -2), (.caType, -1), (.exitDescription, -1)] {
            #expect(await failure { try await request.caProperty(id, index: index, config: config) } == .invalidArgument, "\(id) \(index)")
        }
        #expect(authority.asked.isEmpty)
        #expect(
            await failure { try await request.caProperty(CAPropertyID(4711), index: 0, type: .long, flags: .base64Header, config: config) }
                == .invalidArgument
        )
    }

    @Test("every CA property is read with its own type and index, and with no other type", arguments: CAProperty.table)
    func everyProperty(_ property: CAProperty) async throws {
        let value: CAPropertyValue =
            switch property.type {
            case .long: .long(45)
            case .string: .string("text")
            default: .binary([0x30, 0x00])
            }
        let authority = ScriptedAuthority([], properties: [property.id: value])
        let request = CertRequest(authority: authority)
        for type in CAPropertyType.known where type != property.type {
            let status = await failure {
                try await request.caProperty(property.id, index: 0, type: type, flags: .binary, config: config)
            }
            #expect(status == .invalidArgument)
        }
        #expect(authority.asked.isEmpty)
        _ = try await request.caProperty(property.id, index: 0, type: property.type, flags: .binary, config: config)
        let accepted = await failure {
            try await request.caProperty(property.id, index: -1, type: property.type, flags: .binary, config: config)
        }
        #expect((accepted == nil) == property.acceptsNewest)
        let second = await failure {
            try await request.caProperty(property.id, index: 1, type: property.type, flags: .binary, config: config)
        }
        #expect((second == nil) == property.isIndexed)
        #expect(try await request.caPropertyFlags(.caPropIDMax, config: config) == 1)
        #expect(property.flags == property.type.rawValue | (property.isIndexed ? 0x10000 : 0))
    }

    @Test("caPropertyFlags is the type with 0x10000 where indexed, caPropertyDisplayName is the label")
    func flagsAndNames() async throws {
        let request = CertRequest(authority: ScriptedAuthority())
        #expect(try await request.caPropertyFlags(.caSigCert, config: config) == 0x10003)
        #expect(try await request.caPropertyFlags(.caType, config: config) == 1)
        #expect(try await request.caPropertyFlags(.caName, config: config) == 4)
        #expect(try await request.caPropertyDisplayName(.caName, config: config) == "Certification Authority Name")
        for id in [CAPropertyID(46), CAPropertyID(0), CAPropertyID(4711)] {
            #expect(await failure { try await request.caPropertyFlags(id, config: config) } == .invalidArgument)
            #expect(await failure { try await request.caPropertyDisplayName(id, config: config) } == .invalidArgument)
        }
    }

    private func withSeedResponse() async throws -> CertRequest {
        let request = CertRequest(authority: ScriptedAuthority(.issued(fullResponse: try SampleVectors.cmFullResponse)))
        _ = try await request.submit([0x30, 0x00], format: .pkcs10, options: .fullResponse, config: config)
        return request
    }

    @Test("the pieces of a Microsoft CA's full response")
    func fullResponse() async throws {
        let request = try await withSeedResponse()
        #expect(try request.fullResponseProperty(.fullResponse).bytes == (try SampleVectors.cmFullResponse))
        #expect(try request.fullResponseProperty(.statusInfoCount).long == 1)
        #expect(try request.fullResponseProperty(.status).long == 0)
        #expect(try request.fullResponseProperty(.otherInfoChoice).long == 0)
        #expect(try request.fullResponseProperty(.bodyPartString).text == "1")
        let hash = try #require(try request.fullResponseProperty(.issuedCertificateHash).bytes)
        let certificate = try #require(try request.fullResponseProperty(.issuedCertificate).bytes)
        #expect(Digest.sha1(certificate) == hash)
        let chain = try SignedData(contentInfo: try #require(try request.fullResponseProperty(.issuedCertificateChain).bytes))
        #expect(chain.certificates.first == certificate && chain.certificates.count >= 2)
        let withLists = try #require(try request.fullResponseProperty(.issuedCertificateCRLChain).bytes)
        #expect(try SignedData(contentInfo: withLists).certificates == chain.certificates)
        let bare = try #require(try request.fullResponseProperty(.fullResponseNoPKCS7).bytes)
        #expect(try PKIResponse(derEncoded: bare).statuses.count == 1)
    }

    @Test("pieces a full response lacks are 0x80094004; unknown ids, wrong types and indexes 0x80070057")
    func missingPieces() async throws {
        let request = try await withSeedResponse()
        for id in [
            FullResponsePropertyID.failInfo, .pendInfoToken, .pendInfoTime, .encryptedKeyHash, .caExchangeCertificateHash,
            .caExchangeCertificate,
            .caExchangeCertificateChain, .caExchangeCertificateCRLChain, .attestationChallenge, .attestationProviderName, .claimChallenge,
        ] {
            #expect(await failure { try request.fullResponseProperty(id) } == .certsrvPropertyEmpty, "\(id)")
        }
        #expect(await failure { try request.fullResponseProperty(.status, index: 1) } == .invalidArgument)
        #expect(await failure { try request.fullResponseProperty(.fullResponse, index: 1) } == .invalidArgument)
        #expect(await failure { try request.fullResponseProperty(FullResponsePropertyID(rawValue: 99)) } == .invalidArgument)
        #expect(
            await failure { try request.fullResponseProperty(.status, index: 0, type: .string, flags: .base64Header) } == .invalidArgument
        )
    }

    @Test("an attestation challenge brings secret, provider, and exchange certificate with chain and lists")
    func challenge() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let exchange = hierarchy.user.certificate.derEncoded
        let list: [UInt8] = [0x30, 0x03, 0x02, 0x01, 0x09]
        let attributes = [
            CMSAttribute(ExchangeCertificateHash.oid, values: [ExchangeCertificateHash(Digest.sha1(exchange)).derEncoded]),
            CMSAttribute(AttestationChallenge.oid, values: [AttestationChallenge([1, 2, 3]).derEncoded]),
            CMSAttribute(KeyStorageProviderName.oid, values: [KeyStorageProviderName("Platform").derEncoded]),
        ]
        let status = CMCStatusInfo(status: 3, otherInfo: .pendInfo(token: [9], time: Date(timeIntervalSince1970: 0)))
        let body = PKIResponse.make(status: status)
        let response = try PKIResponse(
            controls: body.controls + [
                TaggedAttribute(
                    bodyPartID: 2,
                    oid: AddAttributesControl.oid,
                    values: [AddAttributesControl(attributes: attributes).derEncoded]
                )
            ]
        )
        let message = SignedData(
            contentType: OID.CMC.pkiResponse,
            content: response.derEncoded,
            certificates: [exchange] + hierarchy.chain.map(\.derEncoded),
            crls: [list],
            signers: []
        )
        var pending = Disposition.pending()
        pending.fullResponse = message.contentInfo
        let request = CertRequest(authority: ScriptedAuthority(pending))
        _ = try await request.submit([0x30, 0x00], format: .cmc, options: .returnChallenge, config: config)
        #expect(try request.fullResponseProperty(.caExchangeCertificateHash).bytes == Digest.sha1(exchange))
        #expect(try request.fullResponseProperty(.caExchangeCertificate).bytes == exchange)
        let chain = try SignedData(contentInfo: try #require(try request.fullResponseProperty(.caExchangeCertificateChain).bytes))
        #expect(chain.certificates == [exchange] + hierarchy.chain.map(\.derEncoded) && chain.crls.isEmpty)
        let lists = try #require(try request.fullResponseProperty(.caExchangeCertificateCRLChain).bytes)
        #expect(try SignedData(contentInfo: lists).crls == [list])
        #expect(try request.fullResponseProperty(.attestationChallenge).bytes == [1, 2, 3])
        #expect(try request.fullResponseProperty(.attestationProviderName).text == "Platform")
    }

    @Test("a failed and a pending full response show their other information")
    func otherInformation() async throws {
        let failed = try await response(CMCStatusInfo(status: 2, statusString: "no", otherInfo: .failInfo(2)))
        #expect(try failed.fullResponseProperty(.status).long == 2)
        #expect(try failed.fullResponseProperty(.statusString).text == "no")
        #expect(try failed.fullResponseProperty(.otherInfoChoice).long == 1)
        #expect(try failed.fullResponseProperty(.failInfo).long == 2)
        let pending = try await response(CMCStatusInfo(status: 3, otherInfo: .pendInfo(token: [9], time: SampleHierarchy.time)))
        #expect(try pending.fullResponseProperty(.otherInfoChoice).long == 2)
        #expect(try pending.fullResponseProperty(.pendInfoToken).bytes == [9])
        #expect(try pending.fullResponseProperty(.pendInfoTime).date == SampleHierarchy.time)
    }

    private func response(_ status: CMCStatusInfo) async throws -> CertRequest {
        let content = PKIResponse.make(status: status, encryptedKeyHash: nil).derEncoded
        let message = SignedData(contentType: OID.CMC.pkiResponse, content: content, certificates: [], signers: []).contentInfo
        let request = CertRequest(authority: ScriptedAuthority(.issued(fullResponse: message)))
        _ = try await request.submit([0x30, 0x00], format: .pkcs10, config: config)
        return request
    }

    @Test("without a full response its properties are 0x80094004")
    func noFullResponse() async throws {
        let request = CertRequest(authority: ScriptedAuthority(.issued()))
        _ = try await request.submit([0x30, 0x00], format: .pkcs10, config: config)
        #expect(await failure { try request.fullResponseProperty(.fullResponse) } == .certsrvPropertyEmpty)
    }

    @Test("full response properties have their documented numbers, types and indexes")
    func fullResponseTable() {
        #expect(FullResponseProperty.table.map(\.id.rawValue) == Array(1...22))
        #expect(FullResponseProperty.table.filter { !$0.isIndexed }.map(\.id.rawValue) == [1, 2, 15, 22])
        #expect(FullResponseProperty.table.filter { $0.type == .long }.map(\.id.rawValue) == [2, 4, 6, 7, 22])
    }
}
