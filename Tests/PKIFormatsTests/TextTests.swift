import PKIFormats
import PKITesting
import Testing

@Suite("text encodings")
struct TextTests {
    @Test("base64 in any wrapping gives the same octets")
    func wrappings() throws {
        let bytes = try SampleVectors.cmCertificateRequest
        for (length, end) in [(nil, ""), (64, "\n"), (64, "\r\n"), (76, "\r\n"), (1, "\r"), (3, " \t")] as [(Int?, String)] {
            #expect(try Base64.decode(Base64.encode(bytes, lineLength: length, lineEnd: end)) == bytes)
        }
        for length in 0...5 {
            let bytes = [UInt8](repeating: 0xFB, count: length)
            #expect(try Base64.decode(Base64.encode(bytes)) == bytes)
        }
        #expect(Base64.encode([1, 2, 3, 4], lineLength: 4) == "AQID\r\nBA==\r\n")
        #expect(try runTool(["openssl", "base64"], input: bytes).text == Base64.encode(bytes, lineLength: 64, lineEnd: "\n"))
    }

    @Test(
        "base64 that is damaged is refused",
        arguments: ["A", "AB", "ABC", "AB=", "AB==C", "A===", "ABC=D", "AB-_", "AB!=", "=", "ABD==", "AAA=AAA=", "AB==="]
    )
    func brokenBase64(text: String) {
        #expect(throws: FormatError.self) { try Base64.decode(text) }
    }

    @Test("of a file with a key and its certificates the certificates alone are given out")
    func combinedFile() throws {
        let certificate: [UInt8] = [0x30, 0x03, 0x02, 0x01, 0x01]
        let key: [UInt8] = [0x30, 0x03, 0x02, 0x01, 0x02]
        let trusted = certificate + [0x30, 0x00]
        var text = ""
        for label in ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "EC PARAMETERS", "DH PARAMETERS"] {
            text += PEMDocument(label: label, bytes: key).text
        }
        text += PEMDocument(label: "CERTIFICATE", bytes: certificate).text + PEMDocument(label: "ATTRIBUTE CERTIFICATE", bytes: key).text
        text +=
            PEMDocument(label: "TRUSTED CERTIFICATE", bytes: trusted).text + PEMDocument(label: "X509 CERTIFICATE", bytes: certificate).text
        let documents = try PEMDocument.parse(text)
        #expect(try documents.compactMap { try $0.certificate() } == [certificate, certificate, certificate])
        #expect(documents.filter(\.isPrivateKey).count == 4)
    }

    @Test("the offset of a foreign character is given")
    func offset() {
        let error = #expect(throws: FormatError.self) { try Base64.decode("AAAA\r\nAA*A") }
        #expect(error?.offset == 8)
    }

    @Test("base64 whose last bits are not zero is refused", arguments: ["AB==", "AAB=", "//=="])
    func trailingBits(text: String) {
        #expect(throws: FormatError.self) { try Base64.decode(text) }
    }

    @Test("hexadecimal text is read with and without separators")
    func hexadecimal() throws {
        #expect(try Hex.decode("00:aB cd-EF\n") == [0, 0xAB, 0xCD, 0xEF])
        #expect(Hex.encode([0, 0xAB, 0xFF]) == "00abff")
        for text in ["0", "0 0", "gg", "0x00"] { #expect(throws: FormatError.self) { try Hex.decode(text) } }
    }

    @Test("every block of a PEM text is read, with any text around it and any line ends", arguments: ["\n", "\r\n", "\r"])
    func blocks(lineEnd: String) throws {
        let lines = [
            "Bag Attributes", "    friendlyName: x", "-----BEGIN CERTIFICATE-----", "AAEC", "-----END CERTIFICATE-----", "",
            "-----BEGIN NEW CERTIFICATE REQUEST-----  ", "", "AwQF", "-----END NEW CERTIFICATE REQUEST-----",
            "-----BEGIN EC PRIVATE KEY-----",
            "Proc-Type: 4,ENCRYPTED", "DEK-Info: AES-256-CBC,00", "", "/w==", "-----END EC PRIVATE KEY-----",
        ]
        let documents = try PEMDocument.parse(lines.joined(separator: lineEnd))
        #expect(documents.map(\.label) == ["CERTIFICATE", "NEW CERTIFICATE REQUEST", "EC PRIVATE KEY"])
        #expect(documents.map(\.bytes) == [[0, 1, 2], [3, 4, 5], [255]])
        #expect(documents[2].headers == ["Proc-Type: 4,ENCRYPTED", "DEK-Info: AES-256-CBC,00"])
        for document in documents { #expect(try PEMDocument.parse(document.text) == [document]) }
    }

    @Test(
        "PEM text that does not fit together is refused with its line",
        arguments: [
            ("-----BEGIN A-----\nAAAA\n", 1), ("-----BEGIN A-----\nAAAA\n-----END B-----", 3), ("x\n-----END A-----", 2),
            ("-----BEGIN A-----\n-----BEGIN A-----", 1), ("\n-----BEGIN A-----\nA*\n-----END A-----", 2),
        ]
    )
    func brokenPEM(text: String, line: Int) {
        let error = #expect(throws: FormatError.self) { try PEMDocument.parse(text) }
        #expect(error?.offset == line)
    }

    @Test("a request is found in DER, PEM, base64, UTF-8 with a mark and UTF-16 of either order")
    func anyInput() throws {
        let request = try SampleVectors.cmCertificateRequest
        let labels = PEMDocument.Labels.certificateRequest
        let base64 = Base64.encode(request, lineLength: 64)
        for label in labels {
            let pem = PEMDocument(label: label, bytes: request).text
            for text in [pem, base64, pem.replacing("\n", with: "\r\n")] {
                let utf16 = Array(text.utf16)
                let little = utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
                let big = utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
                for input in [
                    Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), [0xFF, 0xFE] + little, little, [0xFE, 0xFF] + big, big,
                ] {
                    #expect(try EncodedInput.bytes(from: input, acceptedLabels: labels) == request)
                }
            }
        }
        #expect(try EncodedInput.bytes(from: request, acceptedLabels: labels) == request)
        #expect(try EncodedInput.bytes(from: Array(SampleVectors.cmCertificateRequestBase64.utf8), acceptedLabels: labels) == request)
    }

    @Test("input that holds something else is refused with what was found")
    func otherInput() throws {
        let labels = PEMDocument.Labels.certificateRequest
        let error = #expect(throws: FormatError.self) {
            try EncodedInput.bytes(from: Array(PEMDocument(label: "PRIVATE KEY", bytes: [1]).text.utf8), acceptedLabels: labels)
        }
        #expect(error?.reason == "expected CERTIFICATE REQUEST or NEW CERTIFICATE REQUEST, found PRIVATE KEY")
        for input in [[], [0xFF, 0xFE, 0x41], [0x89, 0x50, 0x4E, 0x47], Array("not base64!".utf8), [0x31, 0x80, 0xC0]] as [[UInt8]] {
            #expect(throws: FormatError.self) { try EncodedInput.bytes(from: input, acceptedLabels: labels) }
        }
    }
}
