import Foundation
import PKICrypto
import PKIFormats

/// The certificates and revocation lists of one file: PEM with any number of blocks, DER, or PKCS #7.
struct VerifyFile {
    /// The reason why a file cannot be used.
    struct UnreadableError: Error, CustomStringConvertible {
        let path: String
        let reason: String

        var description: String { "\(path): \(reason)" }
    }

    private(set) var certificates: [Certificate] = []
    private(set) var lists: [CertificateList] = []

    init(_ path: String) throws(UnreadableError) { try self.init(try Self.bytes(path), path: path) }

    /// - Parameter path: the place that errors name.
    init(_ bytes: [UInt8], path: String) throws(UnreadableError) {
        do {
            guard let text = EncodedInput.text(from: bytes), text.contains("-----BEGIN ") else {
                let der = try EncodedInput.bytes(from: bytes, acceptedLabels: [])
                try readAny(der)
                return
            }
            for document in try PEMDocument.parse(text) { try read(document) }
        } catch {
            throw UnreadableError(path: path, reason: "\(error)")
        }
    }

    /// Reads an OCSP response in DER or PEM.
    static func response(_ path: String) throws(UnreadableError) -> OCSPResponse {
        do {
            return try OCSPResponse(derEncoded: EncodedInput.bytes(from: bytes(path), acceptedLabels: ["OCSP RESPONSE"]))
        } catch let error as UnreadableError {
            throw error
        } catch {
            throw UnreadableError(path: path, reason: "\(error)")
        }
    }

    private static func bytes(_ path: String) throws(UnreadableError) -> [UInt8] {
        if path == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
        guard let data = FileManager.default.contents(atPath: path) else {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw UnreadableError(
                path: path,
                reason: isThere ? "it cannot be read; check its permissions" : "there is no such file; check the path"
            )
        }
        return [UInt8](data)
    }

    private mutating func read(_ document: PEMDocument) throws(FormatError) {
        switch document.label {
        case "TRUSTED CERTIFICATE":
            certificates.append(try Certificate(derEncoded: TrustedCertificate(derEncoded: document.bytes).certificate))
        case _ where PEMDocument.Labels.certificate.contains(document.label): try readAny(document.bytes)
        case _ where PEMDocument.Labels.revocationList.contains(document.label):
            lists.append(try CertificateList(derEncoded: document.bytes))
        case _ where PEMDocument.Labels.message.contains(document.label): try readMessage(SignedData(berContentInfo: document.bytes))
        default: break
        }
    }

    /// `certreq` also writes chains under the label of certificates, so the content decides what the block is.
    private mutating func readAny(_ der: [UInt8]) throws(FormatError) {
        if let list = try? CertificateList(derEncoded: der) {
            lists.append(list)
        } else if let message = try? SignedData(berContentInfo: der) {
            try readMessage(message)
        } else {
            certificates.append(try Certificate(derEncoded: der))
        }
    }

    private mutating func readMessage(_ message: SignedData) throws(FormatError) {
        for bytes in message.certificates { certificates.append(try Certificate(derEncoded: bytes)) }
        for bytes in message.crls { lists.append(try CertificateList(derEncoded: bytes)) }
    }
}
