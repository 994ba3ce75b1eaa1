import PKIFormats
import PKITesting
import Testing

/// The requests of Microsoft's "Sample Requests", made by certreq.exe and CertEnroll, and one of a virtual smart card with a key
/// attestation.
@Suite("requests made by Windows")
struct WindowsMessageTests {
    /// The names of the parts of a request; each attribute and extension must be known, and is written as it was read.
    private static func contents(_ request: CertificationRequest) throws -> [String] {
        var names: [String] = []
        for attribute in request.attributes {
            let values = try #require(try KnownAttributes.decode(attribute), "\(attribute.oid)")
            #expect(values.map(\.derEncoded) == attribute.values, "\(attribute.oid)")
            names.append(attribute.oid.nameOrDotted)
        }
        for one in request.requestedExtensions {
            let value = try #require(try KnownExtensions.decode(one), "\(one.oid)")
            #expect(value.value == one.value, "\(one.oid)")
            names.append(one.oid.nameOrDotted)
        }
        return names
    }

    /// A message in one line: its form, its layers with their controls, and its requests.
    private static func summary(_ message: EnrollmentMessage) throws -> String {
        var text = "\(message.form)"
        for layer in message.layers {
            #expect(layer.unknownControls.isEmpty)
            for control in layer.controls {
                let values = try #require(try KnownControls.decode(control), "\(control.oid)")
                #expect(values.map(\.derEncoded) == control.values, "\(control.oid)")
            }
            text += " [\(layer.controls.map(\.oid.nameOrDotted).joined(separator: " ")); \(layer.signedData.signers.count)]"
        }
        for request in message.requests {
            guard case .certificationRequest(let request) = request.content else {
                text += " keygen"
                continue
            }
            text += " \"\(request.subject.x500Text())\": \(try contents(request).joined(separator: " "))"
        }
        return text
    }

    /// The parts that certreq.exe puts into a request for the template User, and into one that renews.
    private static let user =
        "osVersion enrollmentNameValuePair requestClientInformation enrollmentCSPProvider extensionRequest templateName extendedKeyUsage keyUsage"
        + " subjectKeyIdentifier"
    private static let renewal =
        "osVersion extensionRequest requestClientInformation enrollmentCSPProvider renewalCertificate subjectKeyIdentifier keyUsage"

    private static let expected: [String: String] = [
        "cmc--renewal-encoded-asn-1": "cmc [addAttributes; 1] \"\": " + renewal,
        "cmc-encoded-asn-1": "cmc [addAttributes; 1] \"CN=TestCN, O=TestOrg\": " + user,
        "cmc-eobo-encoded-asn-1": "cmc [addAttributes registrationInformation; 2] \"\": " + user,
        "cmc-key-archival-encoded-asn-1": "cmc [addAttributes; 1] \"CN=TestCN, O=TestOrg\": " + user,
        "key-generation-encoded-asn-1": "keygen keygen",
        "pkcs--10-encoded-asn-1": "pkcs10 \"CN=TestCN, O=TestOrg\": " + user,
        "pkcs--7-eobo-encoded-asn-1": "pkcs7 [; 1] \"\": " + user,
        "pkcs--7-renewal-encoded-asn-1": "pkcs7 [; 1] \"\": " + renewal,
        "attested":
            "cmc [; 1] \"C=US, CN=23de6515-bc20-4abc-a60e-5b0341b54543\": extensionRequest keyStorageProviderName attestationStatement"
            + " attestationIdentityKeyInformation subjectKeyIdentifier",
    ]

    @Test(
        "Microsoft's sample requests are read with attributes, extensions and controls, and written the same"
    )
    func samples() throws {
        let messages = try WindowsVectors.windows().messages
        #expect(messages.count == Self.expected.count)
        for message in messages {
            let bytes = try message.bytes
            let read = try EnrollmentMessage(derEncoded: bytes)
            #expect(try Self.summary(read) == Self.expected[message.name], "\(message.name)")
            guard let outer = read.layers.first?.signedData else { continue }
            #expect(ContentInfo(contentType: OID.CMS.signedData, content: outer.derEncoded).derEncoded == bytes, "\(message.name)")
        }
    }
}
