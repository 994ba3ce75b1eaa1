import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// The requests of Microsoft's "Sample Requests", which certreq.exe and CertEnroll made, and one of a virtual smart card with a key attestation.
@Suite("requests made by Windows")
struct WindowsMessageTests {
    /// What a message holds, in one line.
    private static func summary(_ message: EnrollmentMessage) throws -> String {
        let verification = message.verification()
        var names: Set<String> = []
        for request in message.requests {
            guard case .certificationRequest(let request) = request.content else { continue }
            for attribute in request.attributes {
                let values = try #require(try KnownAttributes.decode(attribute), "\(attribute.oid)")
                #expect(values.map(\.derEncoded) == attribute.values, "\(attribute.oid)")
                names.insert(attribute.oid.nameOrDotted)
            }
            for one in request.requestedExtensions {
                let value = try #require(try KnownExtensions.decode(one), "\(one.oid)")
                #expect(value.value == one.value, "\(one.oid)")
                names.insert(one.oid.nameOrDotted)
            }
        }
        for layer in message.layers {
            #expect(layer.unknownControls.isEmpty)
            for control in layer.controls { names.insert(control.oid.nameOrDotted) }
        }
        return
            "\(message.form) \(message.layers.count) \(verification.isSound) \(verification.possession) \(names.sorted().joined(separator: ","))"
    }

    private static let expected: [String: String] = [:]

    @Test(
        "the sample requests of Microsoft's documentation are read, their attributes, extensions and controls known, and their signatures hold"
    )
    func samples() throws {
        for message in try WindowsVectors.windows().messages {
            let read = try EnrollmentMessage(derEncoded: message.bytes)
            #expect(try Self.summary(read) == Self.expected[message.name], "\(message.name)")
        }
    }
}
