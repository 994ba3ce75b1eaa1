import Foundation
import PKITesting
import Testing

@Suite("certreq dump: requests, lists, messages and keys")
struct StructureDumpTests {
    @Test("a request of openssl is shown with its proof of possession")
    func request() async throws {
        try await withDumpedFiles { files in
            try files.run(
                "openssl",
                "req",
                "-new",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "k",
                "-subj",
                "/CN=asker",
                "-addext",
                "subjectAltName=DNS:asker.example",
                "-out",
                "r.csr"
            )
            let request = try files.object("r.csr")
            #expect(request.kind.string == "pkcs10")
            #expect(request.subject.string == "CN=asker")
            #expect(request.publicKey.curve.string == "P-256")
            #expect(request.signatureCheck.result.string == "valid")
            #expect(request.subjectAlternativeNames.strings == ["DNS:asker.example"])
            #expect(request.attributes[0].name.string == "extensionRequest")

            // One bit of the signature is changed: the request is read whole, and a warning reports the signature.
            try files.run("openssl", "req", "-in", "r.csr", "-outform", "DER", "-out", "r.der")
            var bytes = try files.read("r.der")
            bytes[bytes.count - 1] ^= 1
            try files.write("bad.der", bytes)
            let bad = try files.object("bad.der")
            #expect(bad.signatureCheck.result.string == "invalid")
            #expect(bad.codes.contains("bad-signature"))
        }
    }

    @Test("an SPKAC of openssl is shown")
    func spkac() async throws {
        try await withDumpedFiles { files in
            try files.run("openssl", "genpkey", "-algorithm", "RSA", "-out", "k")
            try files.write("s", try files.run("openssl", "spkac", "-key", "k", "-challenge", "hello"))
            let spkac = try files.object("s")
            #expect(spkac.kind.string == "spkac")
            #expect(spkac.challenge.string == "hello")
            // openssl 3.0 signs with MD5, which only OpenSSL computes.
            #expect(spkac.signatureCheck.result.string == "valid")
            #expect(spkac.publicKey.algorithm.string == "RSA")
        }
    }

    @Test("a list of certtool is shown with number, dates and entries")
    func list() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned("ca", "/CN=CA")
            try files.write("crl.cfg", "crl_next_update = 43\ncrl_number = 261\n")
            try files.run(
                "certtool",
                "--generate-crl",
                "--load-ca-privkey",
                "ca.key",
                "--load-ca-certificate",
                "ca.pem",
                "--load-certificate",
                "ca.pem",
                "--template",
                "crl.cfg",
                "--outfile",
                "crl.pem"
            )
            let both = try files.object("crl.pem", "ca.pem")
            let list = both[0]
            #expect(list.kind.string == "crl")
            #expect(list.issuer.string == "CN=CA")
            #expect(list.number.integer == 261)
            #expect(list.revokedCount.integer == 1)
            #expect(list.revoked[0].serial.string == both[1].serial.string)
            #expect(list.signatureCheck.result.string == "valid")
            let theirs = try files.run(
                "openssl",
                "crl",
                "-in",
                "crl.pem",
                "-noout",
                "-lastupdate",
                "-nextupdate",
                "-dateopt",
                "iso_8601"
            )
            #expect(theirs.contains(list.thisUpdate.string?.replacing("T", with: " ") ?? "?"))
            #expect(theirs.contains(list.nextUpdate.string?.replacing("T", with: " ") ?? "?"))
        }
    }

    @Test("OCSP requests and answers of openssl are shown")
    func ocsp() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned("ca", "/CN=CA", options: ["-set_serial", "0x1234"])
            try files.write("index.txt", "R\t390101000000Z\t250101000000Z,keyCompromise\t1234\tunknown\t/CN=CA\n")
            try files.run("openssl", "ocsp", "-issuer", "ca.pem", "-cert", "ca.pem", "-reqout", "req.der")
            let request = try files.object("req.der")
            #expect(request.kind.string == "ocspRequest")
            #expect(request.requests[0].certID.serial.string == "1234")
            #expect(request.nonce.string?.isEmpty == false)
            try files.run(
                "openssl",
                "ocsp",
                "-index",
                "index.txt",
                "-rsigner",
                "ca.pem",
                "-rkey",
                "ca.key",
                "-CA",
                "ca.pem",
                "-reqin",
                "req.der",
                "-respout",
                "resp.der",
                "-ndays",
                "3"
            )
            let response = try files.object("resp.der")
            #expect(response.kind.string == "ocspResponse")
            #expect(response.status.string == "successful")
            #expect(response.singles[0].status.string == "revoked")
            #expect(response.singles[0].revocationTime.string == "2025-01-01T00:00:00Z")
            #expect(response.singles[0].revocationReason.string == "keyCompromise")
            #expect(response.certificates[0].subject.string == "CN=CA")
            #expect(response.signatureCheck.result.string == "valid")
        }
    }

    @Test("messages of openssl are shown: signed in DER and BER, detached, enveloped, certificates only")
    func messages() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned("c", "/CN=signer", options: ["-set_serial", "99"])
            try files.write("text", "hello")
            let sign = ["openssl", "cms", "-sign", "-in", "text", "-signer", "c.pem", "-inkey", "c.key", "-outform"]
            for (name, more) in [("der", ["-nodetach"]), ("ber", ["-nodetach", "-stream"]), ("detached", [])] {
                _ = try runTool(sign + ["DER", "-out", name] + more, directory: files.directory)
                let message = try files.object(name)
                #expect(message.kind.string == "cms")
                #expect(message.contentType.string == "signedData" && message.contentTypeOID.string == "1.2.840.113549.1.7.2")
                #expect(message.signers[0].issuer.string == "CN=signer")
                #expect(message.signers[0].serial.string == "63")
                #expect(message.signers[0].signatureCheck.result.string == (name == "detached" ? "unchecked" : "valid"))
                #expect(message.certificates[0].kind.string == "certificate")
                #expect(message.encoding.string == (name == "ber" ? "BER" : "DER"))
            }
            try files.run("openssl", "cms", "-encrypt", "-aes-256-cbc", "-in", "text", "-outform", "PEM", "-out", "e.pem", "c.pem")
            let enveloped = try files.object("e.pem")
            #expect(enveloped.contentType.string == "envelopedData")
            #expect(enveloped.recipients[0].type.string == "keyTransport")
            #expect(enveloped.recipients[0].serial.string == "63")
            #expect(enveloped.encryptedContent.algorithm.name.string == "aes256CBC")
            try files.run("openssl", "crl2pkcs7", "-nocrl", "-certfile", "c.pem", "-out", "p7.pem")
            let chain = try files.object("p7.pem")
            #expect(chain.signers.array.isEmpty)
            #expect(chain.certificates.array.count == 1)
        }
    }

    @Test("keys in every form of openssl are shown without their secret parts")
    func keys() async throws {
        try await withDumpedFiles { files in
            try files.run("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521", "-out", "ec.pem")
            try files.run("openssl", "ec", "-in", "ec.pem", "-out", "sec1.pem")
            try files.run("openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072", "-out", "rsa.pem")
            try files.run("openssl", "rsa", "-in", "rsa.pem", "-traditional", "-out", "pkcs1.pem")
            try files.run("openssl", "rsa", "-in", "rsa.pem", "-traditional", "-aes128", "-passout", "pass:open", "-out", "old.pem")
            try files.run("openssl", "pkcs8", "-topk8", "-in", "rsa.pem", "-scrypt", "-passout", "pass:open", "-out", "sealed.pem")
            try files.run("openssl", "pkey", "-in", "ec.pem", "-pubout", "-out", "public.pem")
            try files.write("password", "open\n")
            for name in ["ec.pem", "sec1.pem"] {
                let key = try files.object(name)
                #expect(key.kind.string == "privateKey")
                #expect(key.publicKey.curve.string == "P-521")
            }
            #expect(try files.object("public.pem").kind.string == "publicKey")
            for name in ["rsa.pem", "pkcs1.pem"] { #expect(try files.object(name).publicKey.bits.integer == 3072, "\(name)") }
            for name in ["old.pem", "sealed.pem"] {
                let closed = try files.object(name)
                #expect(closed.kind.string == "encryptedPrivateKey")
                #expect(closed.decrypted.flag == false)
                let open = try files.object("--password-file", "password", name)
                #expect(open.decrypted.flag == true)
                #expect(open.publicKey.bits.integer == 3072)
            }
            try files.write("wrong", "shut\n")
            #expect(try files.dump("--password-file", "wrong", "sealed.pem").status == 1)

            let numbers = try files.run("openssl", "rsa", "-in", "rsa.pem", "-noout", "-text")
            let secret = numbers.split(separator: "prime1:\n", maxSplits: 1).last?.prefix { $0 != "p" }.filter(\.isHexDigit) ?? ""
            #expect(secret.count > 100)
            let shown = try files.dump("rsa.pem", "pkcs1.pem").text + files.dump("--json", "rsa.pem", "pkcs1.pem").text
            #expect(!shown.contains(secret.dropFirst(2).prefix(40)))
        }
    }

    @Test("containers of openssl, old and new, keytool and NSS are shown")
    func containers() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned("c", "/CN=inside")
            try files.write("password", "open sesame\n")
            let export = [
                "openssl", "pkcs12", "-export", "-in", "c.pem", "-inkey", "c.key", "-name", "mine", "-passout", "pass:open sesame",
            ]
            for (name, more) in [("new.p12", []), ("old.p12", ["-legacy"]), ("clear.p12", ["-keypbe", "NONE", "-certpbe", "NONE"])] {
                _ = try runTool(export + ["-out", name] + more, directory: files.directory)
            }
            try files.run(
                "keytool",
                "-genkeypair",
                "-alias",
                "mine",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=inside",
                "-keystore",
                "java.p12",
                "-storetype",
                "PKCS12",
                "-storepass",
                "open sesame"
            )
            try files.run("pk12util", "-i", "new.p12", "-d", "sql:.", "-K", "", "-W", "open sesame")
            try files.run("pk12util", "-o", "nss.p12", "-n", "mine", "-d", "sql:.", "-K", "", "-W", "open sesame")
            for name in ["new.p12", "old.p12", "clear.p12", "java.p12", "nss.p12"] {
                let open = try files.object("--password-file", "password", name)
                #expect(open.kind.string == "pkcs12", "\(name)")
                #expect(open.opened.flag == true, "\(name)")
                let bags = open.bags.array
                #expect(bags.count == 2, "\(name)")
                let certificate = bags.first { $0.type.string == "certBag" }
                #expect(certificate?.subject.string == "CN=inside", "\(name)")
                #expect(certificate?.certificate.kind.string == "certificate", "\(name)")
                let key = bags.first { $0.type.string == (name == "clear.p12" ? "keyBag" : "pkcs8ShroudedKeyBag") }
                #expect(key?.publicKey.bits.integer == 2048, "\(name)")
                #expect(key?.friendlyName.string == "mine", "\(name)")
                let closed = try files.object(name)
                #expect(closed.opened.flag == false, "\(name)")
                #expect(closed.codes.contains("not-opened"), "\(name)")
            }
            #expect(try files.object("--password-file", "password", "old.p12").codes.contains("weak-cipher"))
            try files.write("wrong", "closed\n")
            #expect(try files.dump("--password-file", "wrong", "new.p12").status == 1)
        }
    }

    @Test("the key blobs of Windows are shown, as openssl writes them")
    func keyBlobs() async throws {
        try await withDumpedFiles { files in
            try files.run("openssl", "genpkey", "-algorithm", "RSA", "-out", "rsa.pem")
            try files.run("openssl", "rsa", "-in", "rsa.pem", "-outform", "MSBLOB", "-out", "private.blob")
            try files.run("openssl", "rsa", "-in", "rsa.pem", "-pubout", "-outform", "MSBLOB", "-out", "public.blob")
            let expected = try files.object("rsa.pem").publicKey.sha256.string
            for (name, kind, form) in [("private.blob", "privateKey", "PRIVATEKEYBLOB"), ("public.blob", "publicKey", "PUBLICKEYBLOB")] {
                let blob = try files.object(name)
                #expect(blob.kind.string == kind)
                #expect(blob.form.string == form)
                #expect(blob.publicKey.sha256.string == expected)
            }
        }
    }

    @Test("requests and answers of CMC are shown")
    func cmc() async throws {
        // Other targets' tests judge the content of these vectors. This one checks that the kind is recognized and the parts are listed.
        let dumped = try await withDumpedFiles { files in
            try files.write("request", MessageVectors.pkiDataWithRequest)
            return try files.object("request")
        }
        #expect(dumped.kind.string == "cmcRequest")
        #expect(dumped.requests[0].type.string == "pkcs10")
        #expect(dumped.requests[0].request.subject.string == "CN=inside")
        #expect(dumped.requests[0].request.signatureCheck.result.string == "valid")
    }

    @Test("the answer of a Windows CA is shown with statuses, the hash of the certificate and the signature")
    func cmcResponse() async throws {
        let dumped = try await withDumpedFiles { files in
            try files.write("response", try SampleVectors.cmFullResponse)
            return try files.object("response")
        }
        #expect(dumped.kind.string == "cmcResponse")
        #expect(dumped.statuses[0].status.integer == 0 && dumped.statuses[0].name.string == "success")
        #expect(dumped.statuses[0].statusString.string == "Issued")
        #expect(dumped.issuedCertificateHash.string?.hasPrefix("a5fe3c53") == true)
        #expect(dumped.controls.array.count == 2)
        let issued = dumped.certificates.array.first { $0.fingerprints.sha1.string == dumped.issuedCertificateHash.string }
        #expect(issued?.kind.string == "certificate")
        #expect(dumped.signers[0].signatureCheck.result.string == "valid")
    }

    @Test("a CRMF request of openssl cmp is shown with its proof of possession")
    func crmf() async throws {
        try await withDumpedFiles { files in
            try files.run("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "k.pem")
            // The program answers itself; its opinion of its own request does not matter.
            _ = try runTool(
                [
                    "openssl", "cmp", "-config", "", "-use_mock_srv", "-srv_ref", "y", "-srv_secret", "pass:x", "-cmd", "ir", "-newkey",
                    "k.pem", "-subject", "/CN=asker", "-sans", "asker.example", "-secret", "pass:x", "-ref", "y", "-recipient", "/CN=ca",
                    "-reqout", "message.der", "-certout", "out.pem",
                ],
                directory: files.directory
            )
            let listing = try files.run("openssl", "asn1parse", "-inform", "DER", "-in", "message.der")
            let body = try #require(listing.split(separator: "\n").first { $0.contains("d=1 ") && $0.contains("cont [ 0 ]") })
            func number(after name: String) throws -> Int {
                let rest = name.isEmpty ? body : try #require(body.split(separator: name).dropFirst().first)
                return try #require(Int(rest.drop { $0 == " " }.prefix { $0.isNumber }))
            }
            let start = try number(after: "") + number(after: "hl=")
            try files.write("crmf.der", Array(try files.read("message.der")[start..<(start + number(after: "l= "))]))
            let dumped = try files.object("crmf.der")
            #expect(dumped.kind.string == "crmf")
            #expect(dumped.subject.string == "CN=asker")
            #expect(dumped.publicKey.curve.string == "P-256")
            #expect(dumped.requests.array.count == 1)
            #expect(dumped.requests[0].subjectAlternativeNames.strings == ["DNS:asker.example"])
            #expect(dumped.requests[0].proofOfPossession.type.string == "signature")
            #expect(dumped.requests[0].proofOfPossession.signatureCheck.result.string == "valid")

            var bytes = try files.read("crmf.der")
            let place = try #require(OctetPlace.of(Array("asker.example".utf8), in: bytes))
            bytes[place] = UInt8(ascii: "b")
            try files.write("changed.der", bytes)
            let changed = try files.object("changed.der")
            #expect(changed.requests[0].proofOfPossession.signatureCheck.result.string == "invalid")
            #expect(changed.codes.contains("bad-signature"))
        }
    }
}
