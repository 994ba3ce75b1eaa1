import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite struct JavaPathTests {
    /// Java compiles it when it starts it.
    private static let source = """
        import java.io.FileInputStream;
        import java.security.cert.CertPath;
        import java.security.cert.CertPathValidator;
        import java.security.cert.CertPathValidatorException;
        import java.security.cert.CertificateFactory;
        import java.security.cert.PKIXParameters;
        import java.security.cert.TrustAnchor;
        import java.security.cert.X509Certificate;
        import java.util.List;
        import java.util.Set;

        /** Validates root, issuing and end-entity certificate by PKIX with revocation checking, and prints good or the reason. */
        class PathCheck {
            public static void main(String[] names) throws Exception {
                CertificateFactory factory = CertificateFactory.getInstance("X.509");
                X509Certificate[] certificates = new X509Certificate[names.length];
                for (int index = 0; index < names.length; index++) {
                    try (FileInputStream file = new FileInputStream(names[index])) {
                        certificates[index] = (X509Certificate) factory.generateCertificate(file);
                    }
                }
                CertPath path = factory.generateCertPath(List.of(certificates[2], certificates[1]));
                PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(certificates[0], null)));
                parameters.setRevocationEnabled(true);
                try {
                    CertPathValidator.getInstance("PKIX").validate(path, parameters);
                    System.out.println("good");
                } catch (CertPathValidatorException refused) {
                    System.out.println(refused.getReason() + ": " + refused.getMessage());
                }
            }
        }
        """

    @Test("Java's PKIX fetches the lists that certificates name, and accepts good, refuses held and revoked", .enabled(if: hasTool("java")))
    func lists() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let officer = try await SharedServer.account(.officer)
        let authority = try await server.authority()
        let issuing = try server.write(authority.certificate, to: "java-issuing-\(UUID().uuidString).pem")
        let reply = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: account)
        let certificate = try #require(reply.certificate)
        let leaf = try server.write(certificate, to: "java-leaf-\(UUID().uuidString).pem")
        let serial = try RunningServer.certificate(certificate).serialHex
        let program = try server.write(Self.source, to: "PathCheck.java")
        func verdict() async throws -> String {
            let java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dcom.sun.security.enableCRLDP=true", program]
            return try await succeed(java + [server.root, issuing, leaf])
        }
        #expect(try await verdict() == "good\n")
        for (reason, expected) in [("certificateHold", "REVOKED"), ("removeFromCRL", "good"), ("keyCompromise", "REVOKED")] {
            let answer = try await server.call(
                "POST",
                server.authorityPath() + "/certificates/\(serial)/revoke",
                as: officer,
                body: #"{"reason":"\#(reason)"}"#
            )
            #expect(answer.status == 200, "\(answer.body)")
            #expect(try await verdict().hasPrefix(expected), "\(reason)")
        }
    }
}
