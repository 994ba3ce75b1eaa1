import ArgumentParser
import PortableFoundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

/// Certification requests made before the clock starts, each with its own key.
enum RequestPool {
    enum Kind: String, ExpressibleByArgument, CaseIterable { case p256, rsa }

    static func make(_ kind: Kind, count: Int, template: String) async throws -> [[UInt8]] {
        var requests: [[UInt8]] = []
        for index in 0..<count {
            let key =
                switch kind {
                case .p256: try PrivateKey(generating: .p256)
                case .rsa: PrivateKey(custom: try OpenSSLRSAKey.generate(bits: 2048))
                }
            let info = CertificationRequestInfo(
                subject: DistinguishedName.of([(.commonName, "submit-load \(index)")]),
                subjectPublicKeyInfo: key.publicKey
            )
            let body = info.derEncoded()
            let algorithm = key.defaultSignatureAlgorithm
            requests.append(
                CertificationRequestInfo.assemble(info: body, algorithm: algorithm, signature: try await key.sign(body, using: algorithm))
            )
        }
        return requests
    }
}

/// A whole HTTP request as bytes, with space for the digits of its submission key: first the time, as in the keys that `CertCli` makes, then a unique
/// number.
struct PreparedRequest: Sendable {
    private(set) var bytes: [UInt8]
    private let timeOffset: Int
    private let serialOffset: Int
    static let timeDigits = 13
    static let serialDigits = 10

    init(server: ServerAddress, authority: String, request: [UInt8], template: String, run: String) {
        let before =
            #"{"request":"\#(Data(request).base64EncodedString())","attributes":{"CertificateTemplate":"\#(template)"},"#
            + #""submissionKey":""#
        let time = String(repeating: "0", count: Self.timeDigits) + "-\(run)-"
        let body = before + time + String(repeating: "0", count: Self.serialDigits) + "\"}"
        let allowed = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        let name = authority.utf8.map { byte in
            allowed.contains(byte) ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
        let head =
            "POST /api/v1/authorities/\(name)/requests HTTP/1.1\r\nHost: \(server.host):\(server.port)\r\n"
            + "Authorization: \(server.authorization)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        bytes = Array((head + body).utf8)
        timeOffset = head.utf8.count + before.utf8.count
        serialOffset = timeOffset + time.utf8.count
    }

    /// Writes both numbers in decimal digits into the space for them.
    mutating func number(_ serial: Int, milliseconds: Int) {
        write(milliseconds, digits: Self.timeDigits, at: timeOffset)
        write(serial, digits: Self.serialDigits, at: serialOffset)
    }

    private mutating func write(_ number: Int, digits: Int, at offset: Int) {
        var rest = number
        for place in stride(from: offset + digits - 1, through: offset, by: -1) {
            bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }
}
