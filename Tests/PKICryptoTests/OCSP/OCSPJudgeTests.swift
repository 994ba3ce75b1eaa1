import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("OCSP judged by OpenSSL, GnuTLS and Python")
struct OCSPJudgeTests {
    @Test("a request made by OpenSSL is read, with its nonce and both certificates")
    func openSSLRequest() async throws {
        let test = try await OCSPFixture.make()
        try test.files.output(
            "ocsp",
            "-issuer",
            "ca.pem",
            "-cert",
            "good.pem",
            "-sha256",
            "-cert",
            "revoked.pem",
            "-reqout",
            "request.der"
        )
        let request = try OCSPRequest(derEncoded: try test.files.read("request.der"))
        #expect(request.requests.map(\.certID.hashAlgorithm.oid) == [OID.Algorithms.sha1, OID.Algorithms.sha256])
        #expect(request.requests[0].certID.names(serialNumber: test.good.certificate.serialNumber, issuer: test.issuer.certificate))
        #expect(request.requests[1].certID.names(serialNumber: test.revoked.certificate.serialNumber, issuer: test.issuer.certificate))
        #expect(
            request.requests[1].certID == OCSPCertID(certificate: test.revoked.certificate, issuer: test.issuer.certificate, hash: .sha256)
        )
        #expect(request.nonce?.count == 16)
        #expect(request.signature == nil)
        let again = TBSOCSPRequest(requestorName: request.requestorName, requests: request.requests, extensions: request.extensions)
        #expect(TBSOCSPRequest.assemble(tbs: again.derEncoded()) == request.derEncoded)
    }

    @Test("a signed request made by OpenSSL is read and verifies")
    func openSSLSignedRequest() async throws {
        let test = try await OCSPFixture.make()
        try test.files.output(
            "ocsp",
            "-issuer",
            "ca.pem",
            "-cert",
            "good.pem",
            "-signer",
            "ocsp.pem",
            "-signkey",
            "ocsp.key",
            "-reqout",
            "request.der"
        )
        let request = try OCSPRequest(derEncoded: try test.files.read("request.der"))
        let signature = try #require(request.signature)
        #expect(signature.certificates == [test.responder.certificate.derEncoded])
        #expect(request.requestorName == .directoryName(test.responder.certificate.subject))
        #expect(try request.isSigned(with: test.responder.key.publicKey))
        #expect(try !request.isSigned(with: test.issuer.key.publicKey))
        let again = TBSOCSPRequest(requestorName: request.requestorName, requests: request.requests, extensions: request.extensions)
        #expect(TBSOCSPRequest.assemble(tbs: again.derEncoded(), signature: signature) == request.derEncoded)
    }

    @Test("our request, plain and signed, is shown by OpenSSL and by GnuTLS as it was meant")
    func ourRequest() async throws {
        let test = try await OCSPFixture.make()
        let plain = try test.request()
        let signed = try await TBSOCSPRequest(about: [test.good.certificate], issuer: test.issuer.certificate, hash: .sha256)
            .signed(with: test.responder.key, certificates: [test.responder.certificate])
        try test.files.write("plain.der", plain.derEncoded)
        try test.files.write("signed.der", signed.derEncoded)
        let shown = String(decoding: try test.files.output("ocsp", "-reqin", "plain.der", "-req_text", "-noverify"), as: UTF8.self)
        for text in [test.good, test.revoked].map(\.certificate.serialHex) { #expect(shown.lowercased().contains(text)) }
        #expect(shown.contains("OCSP Nonce"))
        let second = String(decoding: try test.files.output("ocsp", "-reqin", "signed.der", "-req_text", "-noverify"), as: UTF8.self)
        #expect(second.contains("Requestor Name: DirName:O = Example, CN = OCSP responder"))
        #expect(second.contains("Signature Algorithm: ecdsa-with-SHA256"))
        let other = try runTool(["ocsptool", "--request-info"], input: plain.derEncoded)
        #expect(other.status == 0, "\(other.errorText)")
        #expect(other.text.contains(test.revoked.certificate.serialHex))
        #expect(other.text.contains("Nonce: " + Hex.encode(test.nonce)))
    }

    @Test("a request made by GnuTLS is read, and written again octet for octet")
    func gnuTLSRequest() async throws {
        let test = try await OCSPFixture.make()
        let made = try test.files.tool(
            "ocsptool",
            "--generate-request",
            "--load-issuer",
            "ca.pem",
            "--load-cert",
            "good.pem",
            "--outfile",
            "request.der"
        )
        #expect(made.status == 0, "\(made.errorText)")
        let request = try OCSPRequest(derEncoded: try test.files.read("request.der"))
        #expect(
            request.requests.first?.certID.names(serialNumber: test.good.certificate.serialNumber, issuer: test.issuer.certificate) == true
        )
        #expect(TBSOCSPRequest.assemble(tbs: TBSOCSPRequest(requests: request.requests).derEncoded()) == request.derEncoded)
    }

    @Test("OpenSSL's responder says good, revoked and unknown, by the CA or a delegate, by name or key")
    func openSSLResponses() async throws {
        let test = try await OCSPFixture.make()
        let stranger = try await test.issuer.leaf(commonName: "stranger")
        let request = try test.request()
        let about = try TBSOCSPRequest(about: [stranger.certificate], issuer: test.issuer.certificate, nonce: nil).unsigned()
        try test.files.write("request.der", request.derEncoded)
        try test.files.write("stranger.der", about.derEncoded)
        for (signer, option) in [("ocsp", ""), ("ocsp", "-resp_key_id"), ("ca", ""), ("ca", "-resp_key_id")] {
            func answer(_ name: String) throws -> OCSPResponse {
                try test.files.output(
                    [
                        "ocsp", "-index", "index.txt", "-CA", "ca.pem", "-rsigner", signer + ".pem", "-rkey", signer + ".key", "-reqin",
                        name, "-respout", "response.der", "-ndays", "1", "-noverify",
                    ] + (option.isEmpty ? [] : [option])
                )
                return try OCSPResponse(derEncoded: try test.files.read("response.der"))
            }
            let response = try answer("request.der")
            let good = try response.answer(
                for: test.good.certificate,
                issuer: test.issuer.certificate,
                at: Date(),
                request: request,
                responders: [test.issuer.certificate]
            )
            #expect(good.status == .good)
            #expect(
                good.responder == (signer == "ca" ? .issuer : .delegated(test.responder.certificate, hasNoCheck: true)),
                "\(signer) \(option)"
            )
            #expect(
                try response.status(of: test.revoked.certificate, issuer: test.issuer.certificate, at: Date(), request: request)
                    == .revoked(reason: .keyCompromise, date: Date(timeIntervalSince1970: 1_767_323_045))
            )
            #expect(try answer("stranger.der").status(of: stranger.certificate, issuer: test.issuer.certificate, at: Date()) == .unknown)
            let basic = try #require(try response.basic())
            #expect(basic.data.derEncoded() == basic.tbsBytes)
            #expect(
                OCSPResponse(try BasicOCSPResponse(derEncoded: BasicOCSPResponse.assemble(tbs: basic.tbsBytes, signature: basic.signature)))
                    == response
            )
        }
    }

    @Test("OpenSSL and GnuTLS verify our responses, by name or key, from the CA or a delegate")
    func ourResponses() async throws {
        let test = try await OCSPFixture.make()
        try test.files.output("ocsp", "-issuer", "ca.pem", "-cert", "good.pem", "-cert", "revoked.pem", "-reqout", "request.der")
        let request = try OCSPRequest(derEncoded: try test.files.read("request.der"))
        for signer in [test.responder, test.issuer] {
            for byKey in [false, true] {
                let response = try await test.response(
                    to: request,
                    signer: signer,
                    byKey: byKey,
                    certificates: signer.certificate == test.issuer.certificate ? [] : nil
                )
                try test.files.write("response.der", response.derEncoded)
                let trust = ["-CAfile", "root.pem", "-verify_other", "ca.pem", "-partial_chain"]
                let nonce = try test.files.run(["ocsp", "-reqin", "request.der", "-respin", "response.der"] + trust)
                #expect(nonce.status == 0 && nonce.errorText.contains("Response verify OK"), "\(nonce.errorText)")
                #expect(!nonce.errorText.contains("WARNING"), "\(nonce.errorText)")
                let judged = try test.files.run(
                    [
                        "ocsp", "-issuer", "ca.pem", "-cert", "good.pem", "-cert", "revoked.pem", "-no_nonce", "-respin", "response.der",
                    ] + trust
                )
                #expect(judged.status == 0, "\(judged.errorText)")
                #expect(judged.text.contains("good.pem: good"))
                #expect(judged.text.contains("revoked.pem: revoked"))
                #expect(judged.text.contains("Reason: keyCompromise"))
                let other = try test.files.tool(
                    "ocsptool",
                    "--verify-response",
                    "--load-signer",
                    signer.certificate == test.issuer.certificate ? "ca.pem" : "ocsp.pem",
                    "--load-response",
                    "response.der"
                )
                #expect(other.text.contains("Success"), "\(other.text) \(other.errorText)")
            }
        }
    }

    @Test("our response with every extension is shown by OpenSSL as it was meant")
    func extensions() async throws {
        let test = try await OCSPFixture.make()
        var data = OCSPResponseData(
            answering: try test.request(),
            responder: test.responder.certificate,
            at: test.now,
            extensions: [OCSPExtendedRevoke().asExtension()],
            answer: test.single
        )
        data.responses[0].extensions = [
            OCSPCRLReference(url: "http://ca.test/a.crl", number: 300, time: test.now).asExtension(),
            OCSPArchiveCutoff(Date(timeIntervalSince1970: 1_577_836_800)).asExtension(),
        ]
        let response = try await data.signed(with: test.responder.key, certificates: [test.responder.certificate])
        try test.files.write("response.der", response.derEncoded)
        let shown = String(decoding: try test.files.output("ocsp", "-respin", "response.der", "-resp_text", "-noverify"), as: UTF8.self)
        for text in ["crlUrl: http://ca.test/a.crl", "crlNum: 012C", "OCSP Archive Cutoff", "Jan  1 00:00:00 2020 GMT", "OCSP Nonce"] {
            #expect(shown.contains(text), "\(text)")
        }
        let answer = try response.answer(
            for: test.good.certificate,
            issuer: test.issuer.certificate,
            at: test.now,
            request: try test.request()
        )
        #expect(try OCSPArchiveCutoff.find(in: answer.single.extensions)?.date == Date(timeIntervalSince1970: 1_577_836_800))
        #expect(try OCSPCRLReference.find(in: answer.single.extensions)?.url == "http://ca.test/a.crl")
    }

    @Test("requests and responses of Python's cryptography are read, and ours by it")
    func python() async throws {
        let test = try await OCSPFixture.make()
        let script = """
            import sys, datetime
            from cryptography import x509
            from cryptography.x509 import ocsp
            from cryptography.hazmat.primitives import hashes, serialization
            d = sys.argv[1] + "/"
            pem = lambda n: x509.load_pem_x509_certificate(open(d + n, "rb").read())
            ca, good, revoked, signer = pem("ca.pem"), pem("good.pem"), pem("revoked.pem"), pem("ocsp.pem")
            key = serialization.load_pem_private_key(open(d + "ocsp.key", "rb").read(), None)
            theirs = ocsp.load_der_ocsp_request(open(d + "ours.req", "rb").read())
            print(format(theirs.serial_number, "x"), theirs.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce.hex())
            answer = ocsp.load_der_ocsp_response(open(d + "ours.resp", "rb").read())
            for single in answer.responses:
                print(single.certificate_status.name, format(single.serial_number, "x"), single.revocation_reason)
            signer.public_key().verify(answer.signature, answer.tbs_response_bytes, __import__(
                "cryptography.hazmat.primitives.asymmetric.ec", fromlist=["ECDSA"]).ECDSA(answer.signature_hash_algorithm))
            print("verified", answer.responder_key_hash.hex())
            request = ocsp.OCSPRequestBuilder().add_certificate(good, ca, hashes.SHA384()).add_extension(
                x509.OCSPAcceptableResponses([x509.ObjectIdentifier("1.3.6.1.5.5.7.48.1.1")]), False).build()
            open(d + "theirs.req", "wb").write(request.public_bytes(serialization.Encoding.DER))
            now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
            response = ocsp.OCSPResponseBuilder().add_response(
                cert=revoked, issuer=ca, algorithm=hashes.SHA256(), cert_status=ocsp.OCSPCertStatus.REVOKED, this_update=now,
                next_update=now + datetime.timedelta(1), revocation_time=datetime.datetime(2026, 1, 2, 3, 4, 5),
                revocation_reason=x509.ReasonFlags.superseded).responder_id(ocsp.OCSPResponderEncoding.HASH, signer).certificates(
                [signer]).sign(key, hashes.SHA384())
            open(d + "theirs.resp", "wb").write(response.public_bytes(serialization.Encoding.DER))
            failed = ocsp.OCSPResponseBuilder.build_unsuccessful(ocsp.OCSPResponseStatus.TRY_LATER)
            open(d + "failed.resp", "wb").write(failed.public_bytes(serialization.Encoding.DER))
            """
        let ours = try TBSOCSPRequest(about: [test.good.certificate], issuer: test.issuer.certificate, nonce: test.nonce).unsigned()
        try test.files.write("ours.req", ours.derEncoded)
        try test.files.write("ours.resp", try await test.response(to: try test.request(), signer: test.responder, byKey: true).derEncoded)
        let run = try runTool([".build/venv/bin/python3", "-c", script, test.files.directory])
        try #require(run.status == 0, "\(run.errorText)")
        let good = test.good.certificate
        let lines = run.text.split(separator: "\n")
        let plain = { (certificate: Certificate) in String(certificate.serialHex.drop { $0 == "0" }) }
        #expect(lines[0] == "\(plain(good)) \(Hex.encode(test.nonce))")
        #expect(lines[1] == "GOOD \(plain(good)) None")
        #expect(lines[2] == "REVOKED \(plain(test.revoked.certificate)) ReasonFlags.key_compromise")
        #expect(lines[3] == "verified \(Hex.encode(test.responder.key.publicKey.keyIdentifier))")

        let request = try OCSPRequest(derEncoded: try test.files.read("theirs.req"))
        #expect(request.requests.map(\.certID) == [OCSPCertID(certificate: good, issuer: test.issuer.certificate, hash: .sha384)])
        #expect(try OCSPAcceptableResponses.find(in: request.extensions)?.types == [OID.OCSP.basicResponse])
        let response = try OCSPResponse(derEncoded: try test.files.read("theirs.resp"))
        let answer = try response.answer(for: test.revoked.certificate, issuer: test.issuer.certificate, at: Date())
        #expect(answer.status == .revoked(reason: .superseded, date: Date(timeIntervalSince1970: 1_767_323_045)))
        #expect(answer.signatureAlgorithm == .ecdsaWithSHA384)
        #expect(try OCSPResponse(derEncoded: try test.files.read("failed.resp")).status == .tryLater)
        #expect(OCSPResponse(failure: .tryLater).derEncoded == (try test.files.read("failed.resp")))
    }
}
