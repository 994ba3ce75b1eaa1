import Foundation
import PKICrypto
import PKIFormats

/// The offset of some octets inside others.
enum OctetPlace {
    static func of(_ octets: [UInt8], in bytes: [UInt8]) -> Int? {
        bytes.indices.first { bytes[$0...].starts(with: octets) }
    }
}

/// Messages that none of the installed programs can make, and those kept as files.
enum MessageVectors {
    /// One of the vectors of PKIFormats: base64 after a line with its origin.
    static func file(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: folder.appending(path: "PKIFormatsTests/Vectors/\(name).b64"), encoding: .utf8)
        return try Base64.decode(text.split(separator: "\n").dropFirst().joined())
    }

    /// A PKIData with one PKCS #10 request, without a message around it.
    static var pkiDataWithRequest: [UInt8] {
        get throws {
            let key = try PrivateKey(generating: .p256)
            let info = CertificationRequestInfo(
                subject: .of([(OID.commonName, "inside")]),
                subjectPublicKeyInfo: key.publicKey
            )
            let body = info.derEncoded()
            let signature = try key.signNow(body) ?? []
            let request = try CertificationRequest(
                derEncoded: CertificationRequestInfo.assemble(
                    info: body,
                    algorithm: key.defaultSignatureAlgorithm,
                    signature: signature
                )
            )
            return PKIData(requests: [.certificationRequest(bodyPartID: 1, request)]).derEncoded
        }
    }
}
