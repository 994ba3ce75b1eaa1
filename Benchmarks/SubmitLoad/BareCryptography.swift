import SystemFiles
import PKICrypto
import PKIFormats

/// The minimum of cryptography for a certificate: the request's key read and its signature verified, and one signature of a CA's key on P-256.
///
/// It is measured on the same machine shortly before and after the load, so that the server's cost can be given as a multiple of it: machines differ, and one
/// machine from one hour to the next, more than two versions of the server.
struct BareCryptography {
    private let requests: [CertificationRequest]
    private let key: PrivateKey
    /// As long as the body of a certificate from a built-in template.
    private let body = [UInt8](repeating: 0x5A, count: 600)

    init(requests: [[UInt8]]) throws {
        var read: [CertificationRequest] = []
        for request in requests { read.append(try CertificationRequest(derEncoded: request)) }
        self.requests = read
        key = try PrivateKey(generating: .p256)
    }

    /// Microseconds of CPU for one certificate, over about half a second.
    func microseconds() async throws -> Double {
        _ = try await time(50)
        return try await time(4000)
    }

    private func time(_ count: Int) async throws -> Double {
        let start = clock()
        for index in 0..<count {
            let request = requests[index % requests.count]
            guard try request.hasValidSignature() else { throw LoadError(description: "A prepared request is not valid.") }
            _ = try await key.sign(body)
        }
        return Double(clock() - start) * 1_000_000 / Double(CLOCKS_PER_SEC) / Double(count)
    }
}
