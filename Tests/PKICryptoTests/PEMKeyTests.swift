import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Private keys in PEM")
struct PEMKeyTests {
    @Test("PEM keys that OpenSSL encrypts in its own old form with AES are opened", arguments: ["-aes128", "-aes192", "-aes256"])
    func encrypted(option: String) throws {
        for (specification, command) in [(KeySpecification.rsa(bits: 2048), "rsa"), (.p384, "ec")] {
            let key = try PrivateKey(generating: specification)
            let options = command == "rsa" ? ["-traditional"] : []
            let made = try runTool(
                ["openssl", command, "-inform", "DER", option, "-passout", "pass:secret"] + options,
                input: try key.pkcs8()
            )
            #expect(made.status == 0, "\(made.errorText)")
            #expect(made.text.contains("DEK-Info: AES-"))
            let secret = Array("secret".utf8)
            #expect(try PrivateKey(pem: made.text, passphrase: secret).publicKey == key.publicKey)
            #expect(
                try PrivateKey(pem: made.text.split(separator: "\n").joined(separator: "\r\n") + "\r\n", passphrase: secret).publicKey
                    == key.publicKey
            )
            for wrong: [UInt8]? in [nil, [], [1], Array("Secret".utf8)] {
                #expect { try PrivateKey(pem: made.text, passphrase: wrong) } throws: { ($0 as? KeyError)?.kind == .wrongPassphrase }
            }
            let damaged = made.text.replacing("DEK-Info: AES-", with: "DEK-Info: XES-")
            #expect { try PrivateKey(pem: damaged, passphrase: secret) } throws: { ($0 as? KeyError)?.kind == .unsupported }
        }
    }

    @Test("an EC key without its curve takes it from the EC PARAMETERS block before it", arguments: [KeySpecification.p256, .p384, .p521])
    func parameters(specification: KeySpecification) throws {
        let key = try PrivateKey(generating: specification)
        let made = try runTool(["openssl", "ec", "-inform", "DER"], input: try key.pkcs8())
        #expect(try PrivateKey(pem: made.text).publicKey == key.publicKey)
        let block = try #require(try PEMDocument.parse(made.text).first)
        let whole = try ECPrivateKey(derEncoded: block.bytes)
        #expect(whole.derEncoded == block.bytes)
        let bare = PEMDocument(
            label: "EC PRIVATE KEY",
            bytes: ECPrivateKey(privateKey: whole.privateKey, publicKey: whole.publicKey).derEncoded
        )
        let parameters = PEMDocument(label: "EC PARAMETERS", bytes: try #require(whole.parameters))
        #expect(try PrivateKey(pem: parameters.text + bare.text).publicKey == key.publicKey)
        #expect { try PrivateKey(pem: bare.text) } throws: { "\($0)".contains("names no curve") }
    }
}
